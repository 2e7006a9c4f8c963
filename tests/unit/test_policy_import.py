"""`policy import` as a command: what it prints and writes, and its exit codes."""

from __future__ import annotations

import datetime
import io
import json

import docx
import pytest

from closedcircuit import inventory, schema
from closedcircuit.check import templates
from closedcircuit.documents.word import word
from closedcircuit.documents.wording import wording

OLD, NEW = "출력물은 파쇄하거나 소각합니다.", "출력물은 파쇄합니다."


@pytest.fixture
def edited(root):
    """A Word file of the policy in which one paragraph was changed."""
    loaded = inventory.load(root)
    policy = wording(loaded, templates(loaded)).texts["ko"]
    document = docx.Document(io.BytesIO(word(policy, datetime.date(2026, 12, 1), True)))
    next(paragraph for paragraph in document.paragraphs if paragraph.text == OLD).runs[0].text = NEW
    document.save(str(root / "policy.docx"))
    return root / "policy.docx"


def test_the_companys_own_template_is_written_and_the_next_run_has_nothing_to_do(run, root, edited):
    result = run("policy", "import", edited, "--root", root)
    own = root / "templates/policy/ko.md"
    assert (result.code, result.err) == (0, "")
    assert result.out == f"changed  {{#recording-printouts}}\n  - {OLD}\n  + {NEW}\nWrote  {own}\n"
    assert f"- {NEW} {{#recording-printouts}}\n" in own.read_text("utf-8")
    assert not (root / "templates/policy/en.md").exists()
    assert run("check", "--root", root).code == 0


def test_a_dry_run_writes_nothing(run, root, edited):
    result = run("policy", "import", edited, "--dry-run", "--root", root)
    assert result.code == 0
    assert "Would write  " in result.out
    assert not (root / "templates").exists()


def test_its_json_keeps_its_schema(run, root, edited):
    data = json.loads(run("policy", "import", edited, "--format", "json", "--dry-run", "--root", root).out)
    assert list(schema.validator("policy-import").iter_errors(data)) == []
    assert (data["written"], [edit["after"] for edit in data["edits"]]) == (False, [NEW])


def test_a_refusal_is_1_and_a_broken_file_2(run, root, edited):
    assert run("policy", "import", edited, "--root", root).code == 0
    stale = run("policy", "import", edited, "--root", root)
    assert (stale.code, stale.out) == (1, "")
    assert "written from another text" in stale.err
    edited.write_bytes(b"PK")
    broken = run("policy", "import", edited, "--root", root)
    assert (broken.code, broken.out) == (2, "")
    assert "is no Word file" in broken.err
    assert run("policy", "import", root / "none.docx", "--root", root).code == 2


def test_the_file_of_a_revision_in_preparation_comes_back(run, root, edited):
    path = root / "inventory/sites/gangneung-terminal/site.yaml"
    path.write_text(path.read_text("utf-8").replace("retention: 14d", "retention: 21d"), "utf-8")
    given = ("--reason", "보관기간 연장", "--reason-en", "Longer retention", "--effective", "2026-12-22")
    assert run("policy", "revise", *given, "--root", root).code == 0
    drafted = root / "build/revision/ko/policy.docx"
    assert run("policy", "import", drafted, "--root", root).out == "Nothing changes.\n"
    document = docx.Document(str(drafted))
    next(paragraph for paragraph in document.paragraphs if paragraph.text == OLD).runs[0].text = NEW
    document.save(str(edited))
    assert f"+ {NEW}" in run("policy", "import", edited, "--root", root).out
