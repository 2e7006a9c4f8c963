"""The policy as a structure: sections of blocks with stable ids, and in every line which words are a fact.

Page, PDF, Word file, notice and archive are views of this one structure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.words import Language
from closedcircuit.model import Label


@dataclass(frozen=True)
class Run:
    """A piece of text; `fact` names the fact that it is the value of."""

    text: str
    fact: str | None = None


Line = tuple[Run, ...]
PENDING = "[translation pending]"
"""What stands where one language says something that the other does not say yet."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list."""

    id: str
    kind: Literal["paragraph", "item"]
    line: Line


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers are set to the right."""

    heading: Line
    number: bool


@dataclass(frozen=True)
class Row:
    """A row of a table: cells of lines. The first cell is the row's heading.

    A group is a row of one cell, the heading of the rows that follow; a foot sums up what is above.
    """

    id: str
    cells: tuple[tuple[Line, ...], ...]
    kind: Literal["row", "group", "foot"]


@dataclass(frozen=True)
class Table:
    """A table. Every row but a group has as many cells as there are columns."""

    id: str
    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A section with its heading."""

    id: str
    heading: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PolicyText:
    """The policy in one language. `facts` are those that it states, by id, in the order of their first mention."""

    language: Language
    id: str
    title: Line
    version: Run
    effective: Run
    preamble: tuple[Block, ...]
    sections: tuple[Section, ...]
    facts: Mapping[str, Fact]

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Every line with the id of its heading, paragraph, table or row, from top to bottom."""
        yield self.id, self.title
        yield from _lines(self.preamble)
        for section in self.sections:
            yield section.id, section.heading
            yield from _lines(section.blocks)

    def missing(self) -> list[Fact]:
        """The facts that the policy states and the inventory lacks."""
        return [fact for fact in self.facts.values() if fact.value is None]


def plain(line: Line) -> str:
    """The words of a line."""
    return "".join(run.text for run in line)


def joined(lines: Iterable[Line], separator: Run) -> Line:
    """Lines as one, with a separator between them."""
    found: list[Run] = []
    for index, line in enumerate(lines):
        found += [separator, *line] if index else line
    return tuple(found)


def as_rules_see(policy: Mapping[str, Any]) -> dict[str, Any]:
    """The data of `to_json` as rules judge it: version, effective date, plain text by section, facts' values by id."""
    facts = {name: fact["value"] for name, fact in policy["facts"].items()}

    def stated(run: Mapping[str, str]) -> Any:
        return facts[run["fact"]] if "fact" in run else run["text"]

    return {
        "version": stated(policy["version"]),
        "effective": stated(policy["effective"]),
        "sections": {
            section["id"]: "\n".join(
                "".join(run["text"] for run in line)
                for line in (section["heading"], *(line for block in section["blocks"] for line in _written(block)))
            )
            for section in policy["sections"]
        },
        "facts": facts,
    }


def _written(block: Mapping[str, Any]) -> Iterator[list[dict[str, str]]]:
    """The lines of a block of `to_json`, from top to bottom."""
    if block["kind"] != "table":
        yield block["runs"]
        return
    yield block["caption"]
    yield from (column["heading"] for column in block["columns"])
    yield from (line for row in block["rows"] for cell in row["cells"] for line in cell)


def to_json(policy: PolicyText, draft: bool) -> dict[str, Any]:
    """The policy as plain data; the same policy gives the same data in the same order."""
    return {
        "format": 1,
        "language": policy.language,
        "draft": draft,
        "version": _run(policy.version),
        "effective": _run(policy.effective),
        "id": policy.id,
        "title": _line(policy.title),
        "preamble": [_block(block) for block in policy.preamble],
        "sections": [
            {
                "id": section.id,
                "heading": _line(section.heading),
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in policy.sections
        ],
        "facts": {name: {"kind": fact.kind, "value": _value(fact)} for name, fact in policy.facts.items()},
    }


def from_json(data: Mapping[str, Any]) -> PolicyText:
    """The policy that `to_json` wrote. On which places of an inventory its facts stood is not in it."""
    facts = {
        name: Fact(name, fact["kind"], _restored(fact["kind"], fact["value"]), ())
        for name, fact in data["facts"].items()
    }
    sections = (
        Section(section["id"], _read(section["heading"]), tuple(_read_block(block) for block in section["blocks"]))
        for section in data["sections"]
    )
    return PolicyText(
        data["language"],
        data["id"],
        _read(data["title"]),
        Run(**data["version"]),
        Run(**data["effective"]),
        tuple(_read_block(block) for block in data["preamble"]),
        tuple(sections),
        facts,
    )


def _read_block(block: Mapping[str, Any]) -> Block:
    if block["kind"] != "table":
        return Paragraph(block["id"], block["kind"], _read(block["runs"]))
    rows = (
        Row(row["id"], tuple(tuple(_read(line) for line in cell) for cell in row["cells"]), row["kind"])
        for row in block["rows"]
    )
    columns = (Column(_read(column["heading"]), column["number"]) for column in block["columns"])
    return Table(block["id"], _read(block["caption"]), tuple(columns), tuple(rows))


def _read(line: Sequence[Mapping[str, str]]) -> Line:
    return tuple(Run(**run) for run in line)


def _restored(kind: str, value: Any) -> Any:
    if value is not None and kind == "label":
        return Label(**value)
    return datetime.date.fromisoformat(value) if value is not None and kind == "date" else value


def _lines(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Line]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.id, block.line
            continue
        yield block.id, block.caption
        yield from ((block.id, column.heading) for column in block.columns)
        yield from ((row.id, line) for row in block.rows for cell in row.cells for line in cell)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "id": block.id, "runs": _line(block.line)}
    return {
        "kind": "table",
        "id": block.id,
        "caption": _line(block.caption),
        "columns": [{"heading": _line(column.heading), "number": column.number} for column in block.columns],
        "rows": [
            {"id": row.id, "kind": row.kind, "cells": [[_line(line) for line in cell] for cell in row.cells]}
            for row in block.rows
        ],
    }


def _line(line: Line) -> list[dict[str, str]]:
    return [_run(run) for run in line]


def _run(run: Run) -> dict[str, str]:
    return {"text": run.text} if run.fact is None else {"text": run.text, "fact": run.fact}


def _value(fact: Fact) -> Any:
    match fact.value:
        case Label() as label:
            return asdict(label)
        case datetime.date() as day:
            return day.isoformat()
        case value:
            return value
