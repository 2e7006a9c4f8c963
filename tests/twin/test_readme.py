"""What the README shows of the commands that need root is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.test_readme import console, follow

pytestmark = pytest.mark.twin


@pytest.mark.slow  # the same command is tried in test_rehearsal, but for its words
def test_the_rehearsal_of_the_readme_does_what_it_shows(able: None, tmp_path: Path) -> None:
    steps = console("console root")
    assert [command.split()[1] for command, _ in steps] == ["rehearse"]
    follow([("export TODAY=$(make -s today)", ""), *steps], tmp_path, 300)
