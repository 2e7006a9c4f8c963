"""Wording that was edited in a real word processor comes back into the templates, or is refused with its reason."""

from __future__ import annotations

import datetime
import re
import shutil

import pytest

from closedcircuit import inventory
from closedcircuit.documents.word import Track, bookmark, word
from closedcircuit.documents.wording import wording
from tests.conftest import REPOSITORY

DAY = datetime.date(2026, 12, 22)
BOTH = pytest.mark.parametrize("tracked", [True, False])
ONE = pytest.mark.parametrize("tracked", [True, pytest.param(False, marks=pytest.mark.slow)])
PRINTOUTS = "출력물은 파쇄하거나 소각합니다."


@pytest.fixture
def desk(root, run, office, tmp_path):
    """An example inventory with its own templates, and its policy as legal gets it."""
    shutil.copytree(REPOSITORY / "templates" / "policy", root / "templates" / "policy")
    return Desk(root, run, office)


class Desk:
    def __init__(self, root, run, office):
        self.root, self.run, self.office = root, run, office
        self.file = root / "policy.docx"
        self.policy = self.texts()["ko"]

    def texts(self):
        return wording(inventory.load(self.root), [self.root / "templates"]).texts

    def word(self, track=None):
        return word(self.policy, DAY, True, track)

    def edit(self, *steps, content=None, author="법무팀"):
        """Edit the file in the word processor and import it."""
        self.file.write_bytes(self.office.edit(content or self.word(), *steps, author=author))
        return self.run("--root", self.root, "policy", "import", self.file)

    def template(self, language="ko"):
        return (self.root / f"templates/policy/{language}.md").read_text("utf-8")

    def plain(self, name):
        """The words under an id, as the policy has them now."""
        return ["".join(run.text for run in line) for found, line in self.texts()["ko"].lines() if found == name]


@BOTH
def test_a_paragraph_that_is_edited(desk, tracked):
    before = desk.template("en")
    result = desk.edit(["track", tracked], ["replace", "파쇄하거나 소각합니다", "다시 볼 수 없게 파쇄합니다"])
    assert (result.code, result.err) == (0, "")
    assert "changed  {#recording-printouts}" in result.out
    assert ("법무팀 inserted: 다시 볼 수 없게 파쇄합니다" in result.out) is tracked
    assert ("법무팀 deleted: 파쇄하거나 소각합니다" in result.out) is tracked
    assert desk.plain("recording-printouts") == ["출력물은 다시 볼 수 없게 파쇄합니다."]
    assert "- 출력물은 다시 볼 수 없게 파쇄합니다. {#recording-printouts}\n" in desk.template()
    assert desk.template("en") == before


@ONE
def test_words_beside_a_fact(desk, tracked):
    result = desk.edit(["track", tracked], ["replace", "다시 검토하여 줄 것을 요청할", "재검토를 요구할"])
    assert (result.code, result.err) == (0, "")
    assert "관리책임자({{ policy.contact.phone }})에게 재검토를 요구할" in re.sub(r"\s+", " ", desk.template())


@BOTH
def test_a_paragraph_that_is_added_comes_in_every_language(desk, tracked):
    result = desk.edit(["track", tracked], ["insert_after", PRINTOUTS, "폐기한 매체는 대장에 적습니다."])
    assert (result.code, result.err) == (0, "")
    new = "폐기한 매체는 대장에 적습니다. {#recording-printouts-2}\n"
    assert f"- {PRINTOUTS} {{#recording-printouts}}\n- {new}" in desk.template()
    assert f"- [translation pending] {new}" in desk.template("en")


@BOTH
def test_a_paragraph_that_is_deleted_goes_in_every_language(desk, tracked):
    result = desk.edit(["track", tracked], ["delete", PRINTOUTS])
    assert (result.code, result.err) == (0, "")
    assert "deleted  {#recording-printouts}" in result.out
    assert ("법무팀 deleted: 출력물은" in result.out) is tracked
    assert "recording-printouts" not in desk.template() + desk.template("en")


@ONE
def test_a_paragraph_that_is_parted(desk, tracked):
    result = desk.edit(["track", tracked], ["part", "이는 지침의 기본값이며"])
    assert (result.code, result.err) == (0, "")
    (first,), (second,) = desk.plain("recording-retention"), desk.plain("recording-retention-2")
    assert first.endswith("제시하고 있습니다.")
    assert second.startswith("이는 지침의 기본값이며")


@ONE
def test_two_paragraphs_that_are_joined(desk, tracked):
    result = desk.edit(["track", tracked], ["delete_end", "영구히 삭제합니다"])
    assert (result.code, result.err) == (0, "")
    assert desk.plain("recording-deletion")[0].endswith(f"영구히 삭제합니다.{PRINTOUTS}")
    assert desk.plain("recording-printouts") == []


def test_a_bookmark_that_is_deleted_is_made_up_for(desk):
    name = bookmark("p", "recording-printouts")
    result = desk.edit(["unmark", name], ["replace", "소각합니다", "태웁니다"])
    assert (result.code, desk.plain("recording-printouts")) == (0, ["출력물은 파쇄하거나 태웁니다."])


@pytest.mark.slow
def test_a_bookmark_alone_that_is_deleted_changes_nothing(desk):
    assert desk.edit(["unmark", bookmark("p", "recording-printouts")]).out == "Nothing changes.\n"


def test_a_table_that_is_pasted_is_refused(desk):
    before = desk.template()
    result = desk.edit(["table_after", "영상정보는 다음과 같이 처리합니다."])
    assert result.code == 1
    assert "'붙여 넣은 표' stands in a table, row or cell that the policy does not have" in result.err
    assert desk.template() == before


@ONE
def test_the_number_of_a_fact_is_changed_in_the_inventory(desk, tracked):
    path = desk.root / "inventory/policy.yaml"
    number = next(i for i, line in enumerate(path.read_text("utf-8").split("\n"), 1) if line.startswith("  phone:"))
    steps = ["replace", "관리책임자(02-3782-0114", "관리책임자(02-3782-0119"], ["replace", "29", "28"]
    result = desk.edit(["track", tracked], *steps)
    assert result.code == 1
    phone = "{#requests-objection} no longer says '02-3782-0114', which is a fact; change it in inventory/policy.yaml"
    assert f"{phone}:{number}:" in result.err
    count = "{#devices-at-daejeon-hub/1} no longer says '29', which is a fact; change it in inventory/sites/daejeon"
    assert count in result.err


def test_what_a_loop_makes_is_locked(desk):
    result = desk.edit(["replace", "해당하는 호는", "그 호는"])
    assert result.code == 1
    assert re.search(r"\{#ground-law\} '.*' is made by a loop or a condition; change it in .*ko\.md:\d+", result.err)


def test_comments_stop_the_import(desk):
    result = desk.edit(["comment", "출력물은", "이 부분 확인 부탁드립니다"], author="김 변호사")
    assert result.code == 1
    assert "it holds comments; settle and delete them first:\n  김 변호사: 이 부분 확인 부탁드립니다" in result.err


@pytest.mark.parametrize("verb", ["accept", "reject", None])
def test_changes_against_the_version_in_force_are_those_of_the_draft(desk, verb):
    old, path = desk.texts()["ko"], desk.root / "templates/policy/ko.md"
    path.write_text(path.read_text("utf-8").replace(PRINTOUTS, "출력물은 파쇄합니다."), "utf-8")
    desk.policy = desk.texts()["ko"]
    content = desk.word(Track(old, "문서 담당", DAY))
    result = desk.edit(*([[verb]] if verb else []), ["track", True], ["replace", "영구히", "완전히"], content=content)
    assert (result.code, result.err) == (0, "")
    assert "완전히" in desk.plain("recording-deletion")[0]
    assert desk.plain("recording-printouts") == [PRINTOUTS if verb == "reject" else "출력물은 파쇄합니다."]


@pytest.mark.slow
def test_formatting_alone_changes_nothing(desk):
    assert desk.edit(["bold", "출력물은"]).out == "Nothing changes.\n"


def test_a_refusal_leaves_everything_as_it_was(desk):
    before = desk.template()
    lines = ["insert_after", "영상정보는 다음과 같이 처리합니다.", "- 문단"]
    result = desk.edit(["track", True], ["replace", "복원할 수 없는", "되돌릴 수 없는"], ["delete", PRINTOUTS], lines)
    assert result.code == 1
    assert "begins with '-'" in result.err
    assert desk.template() == before
