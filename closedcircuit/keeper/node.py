"""A document of JSON that is read strictly: each value knows its place, and says what it must be.

A host has no validator; `closedcircuit` describes the same documents by schemas for the side that writes them.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import ConfigurationError

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What ids, and the directories named after them, are made of."""
_Read = TypeVar("_Read")


def read_file(path: Path, read: Callable[[Node], _Read]) -> _Read:
    """Read a file by `read`. Raises ConfigurationError that names the file, the place and what would be right."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read as JSON: {error}") from error
    try:
        return read(Node(document, ""))
    except _Wrong as wrong:
        raise ConfigurationError(f"{path}: {wrong}") from None


class _Wrong(Exception):
    pass


@dataclass(frozen=True)
class Node:
    """A value with its place; each method says what it must be."""

    value: Any
    place: str

    def wrong(self, expected: str) -> _Wrong:
        return _Wrong(f"{self.place or '/'}: found {json.dumps(self.value)[:80]}, expected {expected}")

    def object(self, *keys: str) -> dict[str, Node]:
        if not isinstance(self.value, dict) or (keys and set(self.value) != set(keys)):
            raise self.wrong("an object" + (f" with the keys {', '.join(keys)}" if keys else ""))
        return {key: Node(value, f"{self.place}/{key}") for key, value in self.value.items()}

    def list(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [Node(value, f"{self.place}/{index}") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value or not self.value.isprintable():
            raise self.wrong("a text of one line")
        return self.value

    def name(self) -> str:
        if not isinstance(self.value, str) or not NAME.fullmatch(self.value):
            raise self.wrong("a name of letters, digits, dots, hyphens and underscores")
        return self.value

    def path(self) -> Path:
        if not isinstance(self.value, str) or not self.value.startswith("/") or ".." in Path(self.value).parts:
            raise self.wrong("an absolute path")
        return Path(self.text())

    def whole(self, low: int, high: int) -> int:
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.wrong(f"a whole number from {low} to {high}")
        return self.value

    def one_of(self, *words: str) -> str:
        if self.value not in words:
            raise self.wrong("one of " + ", ".join(words))
        return str(self.value)

    def day(self) -> datetime.date:
        try:
            return datetime.date.fromisoformat(self.value)
        except (TypeError, ValueError):
            raise self.wrong("a date such as 2026-12-01") from None

    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.text())
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self.wrong("a time zone such as Asia/Seoul") from None
