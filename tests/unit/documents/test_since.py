"""What was published stays, whatever is written anew as a whole."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from closedcircuit.documents.published import FOLDER

FIRST = f"{FOLDER}/2026-12-01"


@pytest.fixture
def repository(root):
    """The copy of the example, one commit in git."""

    def git(*arguments):
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "-C", root, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    return root


def test_what_stays_passes_and_sightings_and_a_withdrawal_may_come(repository, run):
    (repository / FIRST / "seen.jsonl").write_text("")
    assert run("check", "--since", "HEAD", "--root", repository).code == 0


def rewrite(root):
    """A history written anew as a whole: every hash in it fits."""
    shutil.rmtree(root / FOLDER)


CHANGED = {
    "a version that is gone": (rewrite, "is gone, unlike at HEAD"),
    "a page that was edited": (lambda root: (root / FIRST / "ko/index.html").write_text("x"), "is another one than"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_what_was_published_and_is_not_the_same_is_found(repository, run, case):
    change, message = CHANGED[case]
    change(repository)
    result = run("check", "--since", "HEAD", "--root", repository)
    assert result.code == 2
    assert message in result.err
    assert f"{FIRST}/ko/index.html" in result.err


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD~5"])
def test_a_revision_that_git_does_not_know(repository, run, revision):
    assert run("check", f"--since={revision}", "--root", repository).code == 2
    assert not (repository / "x").exists()


def test_sightings_only_grow(repository, run):
    seen = repository / FIRST / "seen.jsonl"
    line = '{"time": "2026-12-01T09:00:00+09:00", "file": "ko/index.html", "url": "x", "status": 200, "hash": null}\n'
    seen.write_text(line)
    subprocess.run(["git", "-C", repository, "add", "-A"], check=True)
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@t.example", "-C", repository, "commit", "-qm", "seen"],
        check=True,
    )
    seen.write_text(line + line)
    assert run("check", "--since", "HEAD", "--root", repository).code == 0
    seen.write_text("")
    result = run("check", "--since", "HEAD", "--root", repository)
    assert "may grow at its end only" in result.err
