"""What the README shows is what happens: its commands are run in a copy, and their output held against the page.

A line `...` stands for any number of lines, and `...` in a line for any text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from closedcircuit.cli import COMMANDS
from tests.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")


def console(kind: str = "console") -> list[tuple[str, str]]:
    """Every command of the console blocks of a kind with the output shown below it, in order."""
    steps = []
    for block in re.findall(rf"```{kind}\n(.*?)```", README, re.S):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = step.partition("\n")
            steps.append((command, shown))
    return steps


def _pattern(shown: str) -> re.Pattern[str]:
    lines = []
    for line in shown.splitlines(keepends=True):
        if line == "...\n":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(re.escape(line).replace(r"\.\.\.", r".*"))
    return re.compile("".join(lines))


def follow(steps: list[tuple[str, str]], folder: Path, seconds: int) -> None:
    """Run the commands of the README, one after the other in one shell, in a copy of the repository's files."""
    for name in ("inventory", "Makefile", "pyproject.toml"):
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    script = "set -u\n" + "\n".join(f"echo '@@{number}'\n{command} 2>&1" for number, (command, _) in enumerate(steps))
    environment = os.environ | {"PATH": f"{REPOSITORY / '.venv/bin'}:{os.environ['PATH']}"}
    environment.pop("MAKEFLAGS", None)  # of the make that runs these tests
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    outputs = re.split(r"^@@\d+\n", done.stdout, flags=re.M)[1:]
    assert len(outputs) == len(steps), done.stderr
    for (command, shown), output in zip(steps, outputs, strict=True):
        assert _pattern(shown.rstrip("\n") + "\n" if shown.strip() else "").fullmatch(output), f"$ {command}\n{output}"


def test_every_command_of_the_readme_does_what_it_shows(tmp_path: Path) -> None:
    steps = console()
    assert len(steps) >= 12
    follow(steps, tmp_path, 150)


def test_the_readme_names_every_command() -> None:
    for name in COMMANDS:
        assert f"closedcircuit {name}" in README


def test_the_readme_says_whose_build_the_engine_is() -> None:
    assert re.search(r"one maintainer's build of Microsoft's \[regorus\]", README)


def test_its_links_within_the_repository_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (REPOSITORY / target).exists(), target
