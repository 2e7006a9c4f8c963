"""The scripts that set a machine up."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def _without_go(folder: Path) -> str:
    """A PATH with all that the machine has, but for Go."""
    links = folder / "bin"
    links.mkdir()
    for place in os.environ["PATH"].split(":"):
        for program in Path(place).glob("*") if Path(place).is_dir() else ():
            if program.name not in ("go", "gofmt") and not (links / program.name).exists():
                (links / program.name).symlink_to(program)
    return str(links)


@pytest.mark.slow
def test_opa_is_built_on_a_machine_without_go(tmp_path: Path) -> None:
    """With the Go that a Python package carries; a second checkout only copies what the first one built."""
    path = _without_go(tmp_path)
    assert shutil.which("go", path=path) is None
    environment = os.environ | {"PATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = ["sh", "tools/build.sh", str(tmp_path / "one"), "opa"]
    (tmp_path / "one").mkdir()
    first = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=900, check=True
    )
    assert "fetching Go" in first.stdout
    version = subprocess.run([tmp_path / "one/opa", "version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("Version: 1.")
    (tmp_path / "two").mkdir()
    command[2] = str(tmp_path / "two")
    second = subprocess.run(
        command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert second.stdout == ""
    assert (tmp_path / "two/opa").read_bytes() == (tmp_path / "one/opa").read_bytes()


def test_what_cannot_be_built_is_said_and_in_ci_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "go").symlink_to(tmp_path / "python3")
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    command = ["sh", "tools/build.sh", "--optional", str(tmp_path), "opa"]
    said = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert "`make tools` builds them" in said.stderr
    strict = subprocess.run(command, cwd=REPOSITORY, env=environment | {"CI": "true"}, capture_output=True, check=False)
    assert strict.returncode == 1
