"""Secrets by their name: from the environment, from a folder, or from a command; never from the inventory.

Values are handed on through pipes and standard input only. No error names a value, only a name.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from closedcircuit.errors import InputError, Position, Problem, ToolError
from closedcircuit.files import read_bytes

PREFIX = "CLOSEDCIRCUIT_SECRET_"
_MAX = 64 * 1024
_SECONDS = 30


@dataclass(frozen=True)
class Sources:
    """Where secrets are looked for, in this order: the environment, a folder, a command that is given the name."""

    folder: Path | None = None
    command: str | None = None


def resolve(names: Iterable[str], sources: Sources) -> dict[str, str]:
    """The values of all names. Raises InputError with every name that is missing, empty or kept carelessly."""
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for name in sorted(set(names)):
        try:
            value = _find(name, sources)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if value:
            values[name] = value
        else:
            problems.append(Problem(Position(f"secret {name}"), "is missing" if value is None else "is empty", _ADVICE))
    if problems:
        raise InputError(problems)
    return values


_ADVICE = f"set {PREFIX}NAME, or put a file NAME of mode 0600 into --secrets DIR, or name a --secrets-command"


def _find(name: str, sources: Sources) -> str | None:
    if (value := os.environ.get(PREFIX + name)) is not None:
        return value
    if sources.folder is not None and os.path.lexists(sources.folder / name):
        return _from_file(sources.folder / name)
    if sources.command is not None:
        return _from_command(name, sources.command)
    return None


def _from_file(path: Path) -> str:
    shown = str(path)
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
    if mode & 0o077:
        advice = f"chmod 600 {path}, and change the secret: others could read it"
        raise InputError([Problem(Position(shown), f"its mode is {mode:04o}; only its owner may read it", advice)])
    try:
        return read_bytes(path, shown, _MAX).decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        raise InputError([Problem(Position(shown), "is no UTF-8 text")]) from None


def _from_command(name: str, command: str) -> str | None:
    """What the command prints for a name; None where it fails. The name is its only argument."""
    try:
        done = subprocess.run(  # noqa: S603  the operator's own command line, with the name as an argument of its own
            ["/bin/sh", "-c", command + ' "$1"', "sh", name],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolError(f"--secrets-command did not answer within {_SECONDS} seconds for {name}") from None
    return done.stdout.decode("utf-8", "replace").removesuffix("\n") if done.returncode == 0 else None


def hide(text: str, values: Mapping[str, str]) -> str:
    """A text in which no secret can be read: what a host says when it fails may hold one."""
    for name, value in sorted(values.items(), key=lambda item: -len(item[1])):
        text = text.replace(value, f"({name})")
    return text
