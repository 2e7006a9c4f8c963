"""The notice of a revision: what it says in three formats, the same bytes, and what no value can do to it."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from dataclasses import replace

import docx
import pdfplumber
import pytest

from closedcircuit.documents.notice import notice
from closedcircuit.documents.notice_content import Revision, content
from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.errors import InputError
from closedcircuit.model import Label
from closedcircuit.resources import shared

from .test_policy_build import Page

REASON = Label("보관 기간을 줄이기 위함", "To keep footage for a shorter time")
HOSTILE = ('#panic("x")', "<script>alert(1)</script>", "{{ 7 * 7 }}", '"; $(id) `x` \\', "{0.__class__}", "]]>&amp;")


def changed(data):
    data["policy"]["version"] = "1.1"
    data["policy"]["effective"] = "2026-12-22"
    data["sites"]["office"]["retention"] = "7d"
    data["sites"]["later"]["service"] = "in-service"
    data["organization"]["processors"] = {}


@pytest.fixture
def revision(data, write):
    old = write(data)
    changed(data)
    dates = (datetime.date(2026, 12, 10), datetime.date(2026, 12, 22))
    operator = Label("가상물류", "Virtual Logistics")
    return Revision(operator, REASON, *dates, "1.0", "1.1", old, write(data), "https://a.example/2026-12-22/")


@pytest.fixture
def templates():
    return [shared("templates")]


def read(files, language):
    """The words of each format."""
    document = docx.Document(io.BytesIO(files[f"{language}/notice.docx"]))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    with pdfplumber.open(io.BytesIO(files[f"{language}/notice.pdf"])) as pdf:
        printed = "\n".join(page.extract_text() for page in pdf.pages)
    return {
        "html": Page(files[f"{language}/notice.html"].decode()).text,
        "docx": "\n".join([paragraph.text for paragraph in document.paragraphs] + cells),
        "pdf": printed,
    }


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        (
            "ko",
            [
                *(
                    "가상물류",
                    "개정 공고",
                    "공고일",
                    "2026년 12월 10일",
                    "시행일",
                    "2026년 12월 22일",
                    "1.0 → 1.1",
                    REASON.ko,
                ),
                *("신·구조문대비표", "현행", "개정안", "비고", "〈삭 제〉", "삭제", "수탁자와 위탁 업무"),
                *("회사는 3개 사업장에서", "추가되는 사업장: 마바터미널", "보관 기간: 14일", "보관 기간: 7일"),
            ],
        ),
        (
            "en",
            [
                *("Virtual Logistics", "Notice of a change", "10 December 2026", "22 December 2026", REASON.en),
                *("Old and new text", "Current", "Revised", "(deleted)", "Added: Maba terminal", "Retention: 7 days"),
            ],
        ),
    ],
)
def test_every_format_says_the_same(revision, templates, language, phrases):
    for kind, text in read(notice(revision, templates, False), language).items():
        assert [phrase for phrase in phrases if squeezed(phrase) not in squeezed(text)] == [], kind


def test_changed_words_are_marked_in_every_format(revision, templates):
    files = notice(revision, templates, False)
    html = files["ko/notice.html"].decode()
    assert "보관 기간: <mark>14일</mark>" in html
    assert "보관 기간: <mark>7일</mark>" in html
    document = docx.Document(io.BytesIO(files["ko/notice.docx"]))
    runs = [r for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs]
    assert {"14일", "7일", "2026년 12월 22일"} <= {run.text for run in runs if run.underline}
    assert "보관 기간: " not in {run.text for run in runs if run.underline}


def test_the_same_revision_gives_the_same_bytes(revision, templates):
    assert notice(revision, templates, False) == notice(revision, templates, False)


def test_a_draft_says_so_in_every_format(revision, templates):
    for draft in (True, False):
        for text in read(notice(revision, templates, draft), "ko").values():
            assert ("초안" in squeezed(text)) is draft


def test_a_page_needs_nothing_from_elsewhere(revision, templates):
    for language in ("ko", "en"):
        page = Page(notice(revision, templates, False)[f"{language}/notice.html"].decode())
        targets = [attrs.get("href") or attrs.get("src") for _, attrs in page.elements if {"href", "src"} & set(attrs)]
        assert {target for target in targets if not target.startswith("#")} == {
            *("style.css", "index.html", "../index.html", "notice.pdf", "notice.docx"),
            *("../ko/notice.html", "../en/notice.html"),
        }
        policy = next(attrs for _, attrs in page.elements if attrs.get("http-equiv") == "Content-Security-Policy")
        assert policy["content"].startswith("default-src 'none'")


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_read(data, write, revision, templates, value):
    plain = notice(revision, templates, False)["ko/notice.html"].decode()
    data["sites"]["later"]["name"]["ko"] = value
    hostile = replace(revision, reason=Label(value, value), operator=Label(value, value), new=write(data))
    files = notice(hostile, templates, False)
    for text in read(files, "ko").values():
        assert squeezed(text).replace("“", '"').replace("”", '"').count(squeezed(value)) >= 4
    assert Page(files["ko/notice.html"].decode()).shape() == Page(plain).shape()


def test_where_the_version_in_force_is_a_file_there_is_no_table(revision, templates):
    found = content(replace(revision, old={}), "ko", templates, False)
    assert (found.rows, found.places) == ((), ())
    assert "대비표를 붙일 수 없습니다" in found.summary[0]
    assert "<table" not in notice(replace(revision, old={}), templates, False)["ko/notice.html"].decode()


def test_a_notice_of_nothing_says_so(revision, templates):
    found = content(replace(revision, new=revision.old), "en", templates, False)
    assert found.summary == ("The text of the policy does not change.",)


def test_the_heading_of_a_section_that_came_stands_once(revision, templates, sources, load, data):
    more = {name: Source(s.name, s.text + "\n## x {#more}\n\ny {#more-y}\n") for name, s in sources.items()}
    new = policies(statement(load(data)), more)
    rows = content(replace(revision, new=new), "ko", templates, False).rows[-2:]
    assert [(row.heading, row.old[0][0].text, row.new[0][0].text, row.note) for row in rows] == [
        (True, "〈신 설〉", "제9항 x", "신설"),
        (False, "〈신 설〉", "y", "신설"),
    ]


def test_a_company_says_some_words_its_own_way(revision, templates, tmp_path):
    own = tmp_path / "notice" / "ko.yaml"
    own.parent.mkdir()
    own.write_text("old: 개정 전\n", "utf-8")
    words = content(revision, "ko", [tmp_path, *templates], False).words
    assert (words["old"], words["new"]) == ("개정 전", "개정안")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("odl: x", "'odl' is no key\n    did you mean old"),
        ("- x", "words are expected"),
        ("old: 1", "words are expected"),
        ('title: "{polcy}"', r"title: 'polcy' is no place\n    it has: {policy}"),
        ('title: "{policy.x}"', "title: .* is no place"),
        ('title: "{"', "title: .* is no place"),
    ],
)
def test_a_fault_of_the_words_names_the_file(revision, templates, tmp_path, text, message):
    own = tmp_path / "notice" / "ko.yaml"
    own.parent.mkdir()
    own.write_text(text, "utf-8")
    with pytest.raises(InputError, match=f"ko.yaml: {message}"):
        content(revision, "ko", [tmp_path, *templates], False)


def test_the_word_file_carries_no_time_of_day(revision, templates):
    packed = zipfile.ZipFile(io.BytesIO(notice(revision, templates, False)["ko/notice.docx"]))
    assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2026-12-10T00:00:00Z" in packed.read("docProps/core.xml")
