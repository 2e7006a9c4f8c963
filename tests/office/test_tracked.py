"""Tracked changes in a real word processor: rejected they give the version in force, accepted the draft."""

from __future__ import annotations

import copy
import datetime
import itertools

import pytest

from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import Table, plain
from closedcircuit.documents.word import END, Track, word
from closedcircuit.documents.word_match import units
from closedcircuit.documents.words import LANGUAGES

DAY = datetime.date(2026, 12, 10)


def facts(data):
    data["policy"]["version"] = "1.1"
    data["policy"]["effective"] = "2026-12-22"
    data["sites"]["office"]["retention"] = "7d"
    data["sites"]["hub"]["retention_groups"]["gates"]["retention"] = "25d"
    data["policy"]["purposes"]["facility"]["ko"] = "시설안전"


def places(data):
    data["sites"]["later"]["service"] = "in-service"
    data["sites"]["hub"]["service"] = "planned"


def tables(data):
    data["organization"]["processors"] = {}


def same(text):
    return text


def paragraphs(text):
    lines = text.split("\n")
    for name in ("people-officer", "checking-phone", "requests-own", "recording-printouts", "language"):
        lines = [line for line in lines if f"{{#{name}}}" not in line]
    more = "\n새 문단입니다. {#about-more}\n\n- 새 항목 {#about-item}\n\n## 새 절 {#more}\n\n글 {#more-text}\n"
    text = "\n".join(lines).replace("{#about}", "{#about}\n" + more, 1)
    return text.replace("출입하게 합니다", "출입하도록 합니다").replace("admitted", "let in")


def order(text):
    """A section, a paragraph and an item each in another place."""
    head, *sections = text.split("\n## ")
    sections[0], sections[4] = sections[4], sections[0]
    return "\n## ".join([head, *sections])


def caption(text):
    """A table more, with its caption, before the first one, and the processors' gone."""
    table = "표 {#t}\n| 가 | 나 |\n|---|---:|\n| 1<br>2 | 3 | {#t-1}\n\n"
    head = text.split("{% if operator.processors %}")[0]
    for mark in ("사업장별 설치 및 운영 현황 {#devices", "The working places {#devices"):
        head = head.replace(mark, table + mark)
    return head


CASES = {
    "facts": (facts, same),
    "places": (places, same),
    "a table that goes": (tables, same),
    "paragraphs": (facts, paragraphs),
    "order": (facts, order),
    "a table that comes": (facts, caption),
}


@pytest.fixture
def texts(data, load, sources):
    def make(change, edit):
        changed = copy.deepcopy(data)
        change(changed)
        templates = {name: Source(f"{name}.md", edit(sources[name].text)) for name in LANGUAGES}
        return policies(statement(load(changed)), templates)

    return make


STYLES = {"title": "Title", "heading": "Heading 1", "item": "List Bullet", "caption": "Caption"}
# LibreOffice gives a heading that follows a moved section the style of the list above it, and a paragraph that comes or
# goes with the table below it is a row of it: there, the words alone are compared.
WORDS_ALONE = {"order", "a table that goes", "a table that comes"}


def expected(policy):
    """What the policy says, with the word processor's names of styles."""
    kinds = {policy.id: "title"} | {section.id: "heading" for section in policy.sections}
    for block in itertools.chain(policy.preamble, *(section.blocks for section in policy.sections)):
        kinds[block.id] = "caption" if isinstance(block, Table) else block.kind
    found = [["cell" if u.cell else STYLES.get(kinds[u.id], "Normal"), plain(u.line)] for u in units(policy)]
    return [*found, ["Normal", END[policy.language]]]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("back", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_rejected_it_is_the_old_text_and_accepted_the_new_one(office, texts, case, back):
    old, new = texts(lambda data: None, same)["ko"], texts(*CASES[case])["ko"]
    if back:
        old, new = new, old
    content = word(new, DAY, False, Track(old, "문서 담당", DAY))
    for verb, policy in (("reject", old), ("accept", new)):
        found, wanted = office.read(content, [verb]), expected(policy)
        if case in WORDS_ALONE:
            found, wanted = ([text for _, text in lines] for lines in (found, wanted))
        assert found == wanted
