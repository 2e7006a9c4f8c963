"""The one place that prints.

Colour on a terminal only (and never with NO_COLOR); values from files are printed as they are, never as markup.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from closedcircuit.errors import ClosedCircuitError, InputError, Problem

STYLES = {
    "PASS": "green",
    "FAIL": "bold red",
    "WAIVED": "magenta",
    "NOT_APPLICABLE": "dim",
    "MANUAL": "cyan",
    "UNKNOWN": "yellow",
    "ERROR": "bold white on red",
}


def console(*, stderr: bool = False) -> Console:
    """A console of UTF-8 lines that are never cut or wrapped: a terminal wraps by itself, a pipe needs whole lines."""
    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8")
    return Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=True)


def text(*parts: str | tuple[str, str]) -> Text:
    """A line from plain strings and (string, style) pairs."""
    return Text.assemble(*parts)


def show_error(error: ClosedCircuitError) -> None:
    """Print what stopped a command to standard error, each problem with its place and advice."""
    out = console(stderr=True)
    if not isinstance(error, InputError):
        out.print(text(("closedcircuit: ", "bold red"), str(error)))
        return
    show_problems(error.problems)
    count = len(error.problems)
    out.print(text((f"{count} problem{'s' * (count > 1)}; nothing was done", "bold red")))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, each with its place and advice."""
    out = console(stderr=True)
    for problem in problems:
        out.print(text((f"{problem.position}: ", "bold"), problem.message))
        if problem.advice:
            out.print(text(("    " + problem.advice, "dim")))
