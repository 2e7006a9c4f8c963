"""Page, PDF, Word file and feed are views of one policy: each says all of it, whatever it holds, in the same bytes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import docx
import pdfplumber
import pytest

from closedcircuit.documents.words import LANGUAGES
from tests.conftest import REPOSITORY, TODAY, clock
from tests.documents.conftest import HOSTILE, homepage, lines, runs_of

KINDS = ["plain", "hostile", "long"]


def pages(pdf: bytes) -> list[str]:
    """The text of every page in the order in which it is tagged, without spaces."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ["".join("".join(char["text"] for char in page.chars).split()) for page in document.pages]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_says_every_line_and_every_fact(kind: str, language: str) -> None:
    files = homepage(kind)
    text = "".join(pages(files[f"{language}/policy.pdf"]))
    missing = [line for line in lines(files, language) if "".join(line.split()) not in text]
    assert missing == []
    policy = json.loads(files[f"{language}/policy.json"])
    stated = {run["fact"] for runs in runs_of(policy) for run in runs if "fact" in run}
    assert stated == policy["facts"].keys()
    assert len(stated) > 50


@pytest.mark.parametrize("kind", ["plain", "long"])
def test_no_row_of_the_pdf_lies_on_two_pages(kind: str) -> None:
    files = homepage(kind)
    found = pages(files["ko/policy.pdf"])
    tables = [
        block
        for section in json.loads(files["ko/policy.json"])["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
    ]
    rows = ["".join("".join(run["text"] for run in runs) for runs in runs_of(row)) for t in tables for row in t["rows"]]
    assert len(rows) > 8
    assert len(found) > 3
    assert [row for row in rows if not any("".join(row.split()) in page for page in found)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_word_file_says_every_line(kind: str, language: str) -> None:
    files = homepage(kind)
    document = docx.Document(io.BytesIO(files[f"{language}/policy.docx"]))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    said = "\n".join(part.text for holder in (document, *cells) for part in holder.paragraphs)
    assert [line for line in lines(files, language) if line not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_operator_is_only_read_in_the_feed(language: str) -> None:
    feed = ElementTree.fromstring(homepage("hostile")[f"{language}/feed.xml"])  # noqa: S314  # written by us
    title = feed.findtext("{http://www.w3.org/2005/Atom}title") or ""
    assert HOSTILE[language == "en"] in title


def test_the_same_bytes_in_another_place_time_zone_and_locale(tmp_path: Path) -> None:
    """`today` is the only date that counts."""
    found = []
    for name, zone, locale, seed in (("a", "Asia/Seoul", "C", "1"), ("b", "America/New_York", "ko_KR.UTF-8", "2")):
        folder = tmp_path / name / ("x" * 20 if name == "b" else "")
        folder.mkdir(parents=True)
        environment = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed}
        command = [sys.executable, "-m", "closedcircuit", "build", "--root", REPOSITORY, "--today", TODAY, "--out", "."]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
        found.append({
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        })  # fmt: skip
    assert len(found[0]) == 25
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-12-01 14:59:59", "UTC", "2026-12-01"),
        ("2026-12-01 15:00:00", "UTC", "2026-12-02"),
        ("2026-12-01 09:59:59", "America/New_York", "2026-12-01"),
        ("2026-12-01 10:00:00", "America/New_York", "2026-12-02"),
    ],
)
def test_today_is_the_date_in_seoul_wherever_the_machine_stands(moment: str, zone: str, day: str) -> None:
    say = "import pathlib; from closedcircuit import check, inventory\n"
    say += "print(check.today(inventory.load(pathlib.Path()).organization))"
    command = [sys.executable, "-c", say]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=clock(moment, zone), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == day
