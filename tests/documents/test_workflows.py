"""The workflows that legal starts by hand: their steps as they stand in the YAML, with hostile words typed in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import yamlfile
from tests.conftest import REPOSITORY, TODAY

HOSTILE = "보관기간 연장 (감사 결과), $(touch /tmp/owned)"
INPUTS = {"REASON": "보관기간 연장", "REASON_EN": "Longer retention", "EFFECTIVE": "2026-12-09", "POST": "", "DOCX": ""}


def read(name: str) -> Any:
    return yamlfile.load(REPOSITORY / name, name).data


def scripts(kind: str) -> list[str]:
    """The shell of a workflow, but for setting up: the tests have what `make setup` makes."""
    if kind == "github":
        steps = read(".github/workflows/policy.yaml")["jobs"]["change"]["steps"]
        found = [step["run"] for step in steps if "run" in step]
    else:
        found = list(read(".gitlab-ci.yml")["policy"]["script"])
    assert found[0] == "make setup"
    return [script for script in found[1:] if "set-url" not in script]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A clone of the example with a remote of its own, and programs that stand in for the forge's."""
    work, tools = tmp_path / "work", tmp_path / "bin"
    tools.mkdir()
    for name in ("inventory", "tools", ".github"):
        shutil.copytree(REPOSITORY / name, work / name, ignore=shutil.ignore_patterns(".unfinished"))
    (tools / "closedcircuit").write_text(f'#!/bin/sh\nexec {REPOSITORY}/.venv/bin/closedcircuit --today {TODAY} "$@"\n')
    (tools / "gh").write_text('#!/bin/sh\necho "gh $*" >>"$HOME/gh"\n')
    for tool in tools.iterdir():
        tool.chmod(0o755)
    site = work / "inventory/sites/gangneung-terminal/site.yaml"
    site.write_text(site.read_text("utf-8").replace("retention: 14d", "retention: 21d"), "utf-8")
    for command in (
        ["git", "init", "-q", "--bare", tmp_path / "origin.git"],
        ["git", "-C", work, "init", "-q", "-b", "main"],
        ["git", "-C", work, "config", "user.email", "t@t.example"],
        ["git", "-C", work, "config", "user.name", "t"],
        ["git", "-C", work, "add", "-A"],
        ["git", "-C", work, "commit", "-qm", "first"],
        ["git", "-C", tmp_path / "origin.git", "config", "receive.advertisePushOptions", "true"],
        ["git", "-C", work, "remote", "add", "origin", tmp_path / "origin.git"],
    ):
        subprocess.run(command, check=True)
    return work


def follow(kind: str, work: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    home = work.parent
    environment = {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "HOME": str(home),
        "CLOSEDCIRCUIT": str(home / "bin/closedcircuit"),
        "GITHUB_RUN_ID": "7",
        **INPUTS,
        **inputs,
    }
    return subprocess.run(
        ["bash", "-e", "-c", "\n".join(scripts(kind))],
        cwd=work, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_revision_becomes_a_change_with_its_documents(work: Path, kind: str) -> None:
    done = follow(kind, work, REASON=HOSTILE)
    assert done.returncode == 2, "the schema of a reason refuses what reads as code"
    assert not Path("/tmp/owned").exists()  # noqa: S108
    done = follow(kind, work)
    assert done.returncode == 0, done.stderr
    assert (work / "build/revision/ko/notice.docx").is_file()
    origin = ["git", "-C", work.parent / "origin.git"]
    shown = subprocess.run(
        [*origin, "show", "--stat", "policy/7"], capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    assert "inventory/revision/revision.yaml" in shown
    assert "build/" not in shown
    if kind == "github":
        assert "gh pr create" in (work.parent / "gh").read_text()


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_what_is_refused_opens_no_change(work: Path, kind: str) -> None:
    for inputs in ({"EFFECTIVE": "2026-12-08"}, {"EFFECTIVE": ""}, {"DOCX": "--help"}, {"REASON": ""}):
        assert follow(kind, work, **inputs).returncode != 0, inputs
    assert not (work.parent / "gh").exists()
    refs = subprocess.run(
        ["git", "-C", work.parent / "origin.git", "for-each-ref"], capture_output=True, text=True, check=True
    )
    assert refs.stdout == ""


def test_inputs_reach_steps_by_the_environment_alone() -> None:
    for step in read(".github/workflows/policy.yaml")["jobs"]["change"]["steps"]:
        assert "${{" not in step.get("run", "")
    given = read(".github/workflows/policy.yaml")["on"]["workflow_dispatch"]["inputs"]
    assert {name.upper() for name in given} == set(INPUTS)
    assert set(read(".gitlab-ci.yml")["variables"]) == set(INPUTS)


def test_both_forges_ask_the_same_of_a_change() -> None:
    one = (REPOSITORY / ".github/pull_request_template.md").read_text()
    assert one == (REPOSITORY / ".gitlab/merge_request_templates/Default.md").read_text()
