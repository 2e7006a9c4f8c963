"""One LibreOffice for all tests of a module, driven through its own interface."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.unit.documents.conftest import data, load, sources, write

__all__ = ["data", "load", "sources", "write"]

_PYTHON = "/usr/bin/python3"
_SECONDS = 60


@dataclass
class Office:
    """A LibreOffice that does what a person would."""

    driver: subprocess.Popen[str]
    folder: Path

    def edit(self, content: bytes, *steps: Sequence[Any], author: str = "법무팀") -> bytes:
        """The file after these steps, saved by LibreOffice as a .docx."""
        opened, saved = self.folder / "opened.docx", self.folder / "saved.docx"
        opened.write_bytes(content)
        request = {"open": str(opened), "author": author, "steps": [list(step) for step in steps], "save": str(saved)}
        assert self.driver.stdin
        assert self.driver.stdout
        self.driver.stdin.write(json.dumps(request) + "\n")
        self.driver.stdin.flush()
        answer = json.loads(self.driver.stdout.readline() or '{"error": "LibreOffice is gone"}')
        assert "error" not in answer, answer["error"]
        return saved.read_bytes()

    def read(self, content: bytes, *steps: Sequence[Any]) -> list[list[str]]:
        """Style and text of every paragraph and cell after these steps, as LibreOffice saves them."""
        document = docx.Document(io.BytesIO(self.edit(content, *steps)))
        found = []
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                found.append([block.style.name if block.style else "", block.text])
            else:
                cells = [_Cell(cell, block) for row in block.rows for cell in row._tr.tc_lst]
                found += [["cell", cell.text] for cell in cells]
        return found


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
