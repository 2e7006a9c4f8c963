"""The one way the twin runs a program."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from closedcircuit.errors import ToolError

Completed = subprocess.CompletedProcess[str]
TIMEOUT = 60.0
"""Seconds after which a program counts as stuck, unless its caller says otherwise."""


def run(
    command: Sequence[str | Path],
    *,
    check: bool = True,
    stdin: str = "",
    timeout: float = TIMEOUT,
    cwd: Path | None = None,
) -> Completed:
    """Run a program to its end, with `stdin` as its input and its output captured.

    With `check` an exit code other than 0 is a ToolError that carries the end of what the program said; a program that
    lasts longer than `timeout` seconds is killed, and a ToolError in any case.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(  # noqa: S603  no shell, and the words are ours or an operator's
            words, input=stdin, capture_output=True, text=True, errors="replace", timeout=timeout, check=False, cwd=cwd
        )
    except subprocess.TimeoutExpired:
        raise ToolError(f"`{_shown(words)}` did not end within {timeout:.0f} s") from None
    except OSError as error:
        raise ToolError(f"`{_shown(words)}` cannot be run: {error.strerror}") from None
    if check and done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip())[-800:]
        raise ToolError(f"`{_shown(words)}` ended with {done.returncode}: {said or 'it said nothing'}")
    return done


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= 160 else text[:157] + "..."
