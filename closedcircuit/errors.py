"""The one place where faults of input and of the tool get their shape.

A `Problem` is one thing wrong with what a person wrote; `InputError` carries all of them, so that one run shows every
problem of every file. Anything else that stops a command is a `ToolError`. Both end in exit code 2.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file: the path as shown to people, line and column counted from 1 (0 where there is none)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at a place, and what would be right."""

    position: Position
    message: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.position}: {self.message}" + (f"\n    {self.advice}" if self.advice else "")


class ClosedCircuitError(Exception):
    """Base of the errors that a command shows without a traceback."""


class InputError(ClosedCircuitError):
    """The input is broken. `problems` holds at least one problem, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ToolError(ClosedCircuitError):
    """The tool, an engine or the machine is at fault; the message says what to do."""


class Refusal(ClosedCircuitError):
    """The command understood and will not: exit code 1."""


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was probably meant to be, or None."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, words: Sequence[str]) -> str:
    """Advice for a mistyped word: the nearest right one, else what is allowed (at most a dozen)."""
    if guess := nearest(word, words):
        return f"did you mean {guess}?"
    if not words:
        return "none is defined"
    shown = ", ".join(sorted(words)[:12])
    return f"allowed: {shown}" + (f", and {len(words) - 12} more" if len(words) > 12 else "")


def no_such(kind: str, word: str, words: Sequence[str]) -> Problem:
    """A word of the command line that names nothing, with the nearest that would."""
    return Problem(Position(repr(word)), f"no such {kind}", did_you_mean(word, words))
