"""One LibreOffice for all tests of a module, driven through its own interface."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.unit.documents.conftest import data, load, sources, write

__all__ = ["data", "load", "sources", "write"]

_PYTHON = "/usr/bin/python3"
_SECONDS = 60


@dataclass
class Office:
    """A LibreOffice that does what a person would."""

    driver: subprocess.Popen[str]
    folder: Path

    def edit(self, content: bytes, *steps: list[Any] | tuple[Any, ...], author: str = "법무팀") -> bytes:
        """The file after these steps, saved by LibreOffice as a .docx."""
        self._serve(content, steps, author, save=True)
        return (self.folder / "saved.docx").read_bytes()

    def read(self, content: bytes, *steps: list[Any] | tuple[Any, ...]) -> list[list[str]]:
        """Style and text of every paragraph and cell after these steps."""
        found: list[list[str]] = self._serve(content, [*steps, ["read"]], "", save=False)["read"][-1]
        return found

    def _serve(self, content: bytes, steps: Any, author: str, *, save: bool) -> Any:
        (self.folder / "opened.docx").write_bytes(content)
        request = {"open": str(self.folder / "opened.docx"), "author": author, "steps": [list(step) for step in steps]}
        if save:
            request["save"] = str(self.folder / "saved.docx")
        assert self.driver.stdin
        assert self.driver.stdout
        self.driver.stdin.write(json.dumps(request) + "\n")
        self.driver.stdin.flush()
        answer = json.loads(self.driver.stdout.readline() or '{"error": "LibreOffice is gone"}')
        assert "error" not in answer, answer["error"]
        return answer


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A LibreOffice of its own, with a profile of its own; it ends with the module, and also when a test is killed."""
    soffice = shutil.which("soffice")
    known = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    if soffice is None or not known:
        reason = "LibreOffice or its Python interface lacks; `make system` installs them"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("office")
    pipe = f"closedcircuit-{os.getpid()}"
    command = [
        *("setpriv", "--pdeathsig", "KILL", soffice, f"-env:UserInstallation=file://{folder}/profile"),
        *("--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp"),
    ]
    server = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    driver = subprocess.Popen(
        ["timeout", "--kill-after=1", "300", _PYTHON, Path(__file__).with_name("driver.py"), pipe],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Office(driver, folder)
    finally:
        driver.kill()
        driver.communicate()
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(10)
