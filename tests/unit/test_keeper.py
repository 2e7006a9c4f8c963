"""The keeper runs on a recorder, where nothing of the project is: only the standard library and cryptography."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

MODULES = sorted((REPOSITORY / "closedcircuit/keeper").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_it_imports_nothing_that_a_recorder_lacks(path) -> None:  # type: ignore[no-untyped-def]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [] if node.level == 1 else ["." * node.level + (node.module or "")]
        else:
            continue
        for name in names:
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or top == "cryptography", f"{path.name} imports {name}"


def test_the_logs_of_a_viewing_host_need_the_standard_library_only() -> None:
    program = "import sys; sys.modules['cryptography'] = None; import keeper.logs"
    subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY / "closedcircuit", check=True, timeout=30)


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 15
