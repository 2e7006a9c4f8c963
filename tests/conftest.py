"""Shared by all tests: the example inventory on its own day, copies of it to break, and the command."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from closedcircuit.cli import main

REPOSITORY = Path(__file__).parent.parent
TODAY: str = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["closedcircuit"]["example-date"]


@dataclass(frozen=True)
class Result:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process on the example's day."""

    def command(*arguments: str | Path) -> Result:
        capsys.readouterr()
        try:
            code = main(["--today", TODAY, *map(str, arguments)])
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return command


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the example inventory, to be broken."""
    shutil.copytree(REPOSITORY / "inventory", tmp_path / "inventory")
    return tmp_path


@pytest.fixture
def edit(root: Path) -> Callable[[str, str, str], int]:
    """Replace a text that occurs in a file of the copy, once; the line in which it stood, from 1."""

    def replace(file: str, old: str, new: str) -> int:
        path = root / "inventory" / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} holds no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace


@pytest.fixture(scope="session")
def opa() -> Path:
    """The real OPA. Its absence skips a test, and fails it in CI."""
    return tool("opa", "`make tools` builds it")


def tool(name: str, advice: str = "`make system` installs it") -> Path:
    """Where a program is: beside the interpreter, or on PATH. Its absence skips a test, and fails it in CI."""
    path = Path(shutil.which(name, path=f"{REPOSITORY / '.venv/bin'}:{os.environ['PATH']}") or "")
    if path == Path():
        reason = f"{name} lacks; {advice}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def clock(moment: str, zone: str) -> dict[str, str]:
    """The environment of a process whose clock stands still at a moment in a zone, and whose zone that is."""
    tool("faketime")
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return {**os.environ, "LD_PRELOAD": str(library), "FAKETIME": moment, "TZ": zone}
