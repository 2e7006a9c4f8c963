"""Strict YAML: the only way YAML enters the program.

The meaning is that of the YAML 1.2 core schema, over the events of libyaml's parser (one parser, because libyaml's and
PyYAML's own differ). What a person could misread is an error with its place: duplicate keys, YAML 1.1 booleans, tabs,
tags, anchors and aliases, second documents, control and invisible characters, line separators that YAML 1.1 takes for
line ends. Size and depth are bounded on the event stream, before anything is built.

Sources: YAML 1.2.2 chapter 10.3 (core schema); U+0085, U+2028, U+2029 in YAML 1.1 chapter 4.2 and YAML 1.2.2 5.4.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from closedcircuit.errors import InputError, Position, Problem
from closedcircuit.files import read_bytes

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1  # beyond this, JSON readers round

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_OLD_BOOLEAN = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Controls, Unicode line ends, byte-order marks, zero-width and direction-changing characters, surrogates.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a node and, in a mapping, its key stand; and its children by key or index."""

    line: int
    column: int
    key_line: int
    key_column: int
    children: dict[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data (dict, list, str, int, float, bool, None) and the place of every node in it."""

    file: str
    data: Any
    root: Mark

    def position(self, pointer: str = "") -> Position:
        """The place of a node's value by JSON pointer; for what is missing, of the node that lacks it."""
        mark = self._find(pointer)[0]
        return Position(self.file, mark.line, mark.column)

    def key_position(self, pointer: str) -> Position:
        """The place of the key that a JSON pointer ends in; for what is missing, of the node that lacks it."""
        mark, found = self._find(pointer)
        return Position(self.file, mark.key_line, mark.key_column) if found else self.position(pointer)

    def _find(self, pointer: str) -> tuple[Mark, bool]:
        mark = self.root
        for token in split_pointer(pointer):
            child = mark.children.get(token)
            if child is None:
                return mark, False
            mark = child
        return mark, True


def split_pointer(pointer: str) -> list[str]:
    """The tokens of a JSON pointer (RFC 6901), unescaped."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def join_pointer(tokens: Iterator[Any] | list[Any] | tuple[Any, ...]) -> str:
    """A JSON pointer (RFC 6901) from its tokens."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def load(path: Path, shown: str) -> Document:
    """Read one YAML file; `shown` is its path as people should read it. Raises InputError with the place."""
    return parse(read_bytes(path, shown, MAX_BYTES), shown)


def parse(content: bytes, shown: str) -> Document:
    """Read YAML from bytes of UTF-8. Raises InputError with every problem up to the first that bars the way."""
    builder = _Builder(shown, yaml.CSafeLoader(_decode(content, shown)))
    try:
        document = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(shown, mark.line + 1, mark.column + 1) if mark else Position(shown)
        what = " ".join(part for part in (error.context, error.problem) if part)
        builder.problems.append(Problem(where, f"not YAML: {what}", _advice(what)))
    except _Stop:
        pass
    if builder.problems:
        raise InputError(builder.problems)
    return document


class _Stop(Exception):
    """The rest of the file cannot be read; the builder's problems say why."""


def _advice(what: str) -> str:
    if "mapping values are not allowed" in what:
        return "quote a text that holds a colon and a space, or check the indentation"
    if "cannot start any token" in what:
        return "quote a text that begins with this character"
    return "check indentation and quotes here and on the line before"


def _decode(content: bytes, shown: str) -> str:
    try:
        text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8: byte 0x{content[error.start]:02x}"
        raise InputError([Problem(Position(shown, line, column), message, "save the file as UTF-8")]) from None
    if found := _FORBIDDEN.search(text):
        start = found.start()
        where = Position(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        raise InputError([_forbidden(where, found.group())])
    return text


def _forbidden(where: Position, character: str) -> Problem:
    if character == "\t":
        return Problem(where, "a tab", "indent with spaces; inside a double-quoted text write \\t")
    if character == "\r":
        return Problem(where, "a carriage return without a line feed", "save the file with Unix line ends")
    kind = "an invisible or control character" if character not in "\x85\u2028\u2029" else "a hidden line separator"
    return Problem(where, f"{kind}, U+{ord(character):04X}", "remove it; it makes the file read unlike it looks")


class _Builder:
    """Builds data and marks from the parser's events, one open collection per level on a stack."""

    def __init__(self, file: str, parser: yaml.CSafeLoader) -> None:
        self.file = file
        self.parser = parser
        self.depth = 0
        self.problems: list[Problem] = []

    def document(self) -> Document:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._stop(event, "the file is empty", "write {} if it shall hold nothing")
        if event.version or event.tags:
            self._report(event, "a directive", "remove the line that begins with %")
        data, mark = self._node(self._next())
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._stop(event, "a second document", "one file holds one document: remove --- and what follows")
        return Document(self.file, data, mark)

    def _next(self) -> Any:
        return self.parser.get_event()

    def _report(self, event: Any, message: str, advice: str) -> None:
        where = Position(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(where, message, advice))

    def _stop(self, event: Any, message: str, advice: str) -> NoReturn:
        self._report(event, message, advice)
        raise _Stop

    def _node(self, event: Any, key: Any = None) -> tuple[Any, Mark]:
        start = event.start_mark
        place = key.start_mark if key is not None else start
        mark = Mark(start.line + 1, start.column + 1, place.line + 1, place.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self._report(event, f"an alias, *{event.anchor}", "write the value out")
            return None, mark
        if event.anchor is not None:
            self._report(event, f"an anchor, &{event.anchor}", "write the value out where it is needed")
        if event.tag is not None:
            self._report(event, f"a tag, {event.tag}", "write plain YAML, without tags")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), mark
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._stop(event, f"more than {MAX_DEPTH} levels deep", "no file of an inventory is nested like this")
        sequence = isinstance(event, yaml.SequenceStartEvent)
        data: Any = self._sequence(mark) if sequence else self._mapping(mark)
        self.depth -= 1
        return data, mark

    def _sequence(self, mark: Mark) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            value, child = self._node(event)
            mark.children[str(len(items))] = child
            items.append(value)
        return items

    def _mapping(self, mark: Mark) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, _ = self._node(event)
            value, child = self._node(self._next(), event)
            if not isinstance(event, yaml.ScalarEvent):
                self._report(event, "a key that is no text", "a key is a word")
            elif not isinstance(key, str):
                self._report(event, f"the key {event.value} is no text", f'write "{event.value}"')
            elif key in items:
                first = mark.children[key].key_line
                self._report(event, f"the key {key} a second time", f"it stands already in line {first}")
            else:
                items[key], mark.children[key] = value, child
        return items

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if found := _FORBIDDEN.search(text.replace("\t", "")):  # written as an escape: \0, \u202e
            problem = _forbidden(Position(self.file), found.group())
            self._report(event, problem.message, problem.advice)
        if not event.implicit[0]:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text.lower() in _OLD_BOOLEAN and text in (text.lower(), text.upper(), text.capitalize()):
            meant = _OLD_BOOLEAN[text.lower()]
            self._report(
                event, f"{text}, which older YAML reads as {meant}", f'write {meant}, or "{text}" for the word'
            )
        if _INTEGER.fullmatch(text):
            return self._integer(event, text)
        if _NOT_FINITE.fullmatch(text):
            self._report(event, f"{text} is no finite number", "write a number, or quote the text")
        if _FLOAT.fullmatch(text):
            number = float(text)
            if not math.isfinite(number):
                self._report(event, f"{text} is too large", "write a smaller number, or quote the text")
            return number
        return text

    def _integer(self, event: Any, text: str) -> int:
        if len(text) > 20:
            self._report(event, f"a number of {len(text)} digits", "write a smaller number, or quote the text")
            return 0
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        number = int(text, base) if base != 10 else int(text)
        if abs(number) > MAX_INTEGER:
            self._report(event, f"{text} is too large to be read exactly", "write a smaller number, or quote the text")
        return number
