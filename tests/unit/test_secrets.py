"""Secrets: three sources, all missing names at once, and never a value in an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from closedcircuit.errors import InputError
from closedcircuit.secrets import PREFIX, Sources, hide, resolve


def test_the_environment_comes_before_the_folder_and_the_folder_before_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}A", "of the environment")
    for name in ("A", "B"):
        (tmp_path / name).write_text("of a file\n")
        (tmp_path / name).chmod(0o600)
    sources = Sources(tmp_path, "printf 'of a command for %s'")
    assert resolve(["A", "B", "C"], sources) == {
        "A": "of the environment",
        "B": "of a file",
        "C": "of a command for C",
    }


def test_every_missing_name_is_listed_and_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}GOOD", "hunter2")
    monkeypatch.setenv(f"{PREFIX}EMPTY", "")
    with pytest.raises(InputError) as caught:
        resolve(["ONE", "GOOD", "TWO", "EMPTY"], Sources(tmp_path, "false"))
    text = str(caught.value)
    assert "secret ONE: is missing" in text
    assert "secret TWO: is missing" in text
    assert "secret EMPTY: is empty" in text
    assert "hunter2" not in text
    assert "GOOD" not in text


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    (tmp_path / "A").write_text("hunter2")
    (tmp_path / "A").chmod(mode)
    with pytest.raises(InputError, match="only its owner may read it") as caught:
        resolve(["A"], Sources(tmp_path))
    assert "hunter2" not in str(caught.value)


def test_the_name_reaches_the_command_as_an_argument_and_never_as_shell(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert resolve([f"$(touch {mark})"], Sources(None, "printf %s")) == {f"$(touch {mark})": f"$(touch {mark})"}
    assert not mark.exists()


def test_what_a_host_says_is_told_without_secrets() -> None:
    assert hide("cannot log in with abcdef and abc", {"LONG": "abcdef", "SHORT": "abc"}) == (
        "cannot log in with (LONG) and (SHORT)"
    )
