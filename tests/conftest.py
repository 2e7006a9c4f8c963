"""Shared by all tests: the example inventory on its own day, copies of it to break, and the command."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from closedcircuit.cli import main

REPOSITORY = Path(__file__).parent.parent
NUMBERS: dict[str, Any] = {
    "login_failures_max": 5,
    "idle_minutes_max": 30,
    "password_min_length": 10,
    "access_log_min_days": 366,
    "access_log_long_min_days": 731,
    "access_log_many_subjects": 50000,
    "rights_log_min_days": 1096,
}
"""Parameters of the controls that deploys set."""
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


@pytest.fixture
def dual_stack(root: Path) -> Path:
    """The copy, its smallest site with cameras that speak IPv6 alone, and with footage watched by IPv6."""
    folder = root / "inventory/sites/gangneung-terminal"
    cameras = folder / "cameras.yaml"
    cameras.write_text(re.sub(r"10\.43\.10\.(\d+)", r'"fd00:43:10::\1"', cameras.read_text("utf-8")), "utf-8")
    text = (folder / "site.yaml").read_text("utf-8").replace("10.43.10.0/24", "fd00:43:10::/64")
    text = re.sub(r"10\.43\.10\.(\d+)", r'"fd00:43:10::\1"', text)
    flow = "{from: viewing-six, to: recording-six, service: https, reason: Footage is watched here}"
    for after, added in {
        "\nzones:\n": "  recording-six: {kind: recording, cidr: fd00:43:20::/64}\n"
        "  viewing-six: {kind: viewing, cidr: fd00:43:30::/64}\n",
        "\nflows:\n": f"  watch-six: {flow}\n",
        "mac: 02:00:0a:2b:1e:01}\n": '      eth4: {zone: recording-six, address: "fd00:43:20::1"}\n'
        '      eth5: {zone: viewing-six, address: "fd00:43:30::1"}\n',
        "mac: 02:00:0a:2b:14:0b}\n": '      eth2: {zone: recording-six, address: "fd00:43:20::11"}\n',
        "mac: 02:00:0a:2b:1e:0b}\n": '      eth1: {zone: viewing-six, address: "fd00:43:30::11"}\n',
    }.items():
        assert after in text
        text = text.replace(after, after + added, 1)
    (folder / "site.yaml").write_text(text, "utf-8")
    return root


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
