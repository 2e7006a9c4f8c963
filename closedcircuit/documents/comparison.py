"""What differs between two versions of the policy in one language: paragraphs, and the tables of places. Pure.

Paragraphs and rows are matched by their ids, never by likeness.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.marking import Pieces, changed_lines, words
from closedcircuit.documents.text import Block, Line, Paragraph, PolicyText, Row, Run, Table, joined, plain

_SITE = re.compile(r"sites\.([^.]+)\.")
_BETWEEN_CELLS, _BETWEEN_LINES, _NEW_LINE = Run(" · "), Run(" / "), Run("\n")
Kind = Literal["new", "deleted", "changed", "moved"]
Part = Literal["title", "heading", "paragraph", "item", "caption", "columns", "row", "group", "foot"]


@dataclass(frozen=True)
class Heading:
    """A section: its id, its number, from 1, and its heading."""

    id: str
    number: int
    text: str


@dataclass(frozen=True)
class Change:
    """A heading, paragraph, item or row that differs. `before` and `after` are its sections; None: above the first.

    What moved has the same words elsewhere.
    """

    id: str
    part: Part
    kind: Kind
    before: Heading | None
    after: Heading | None
    pieces: Pieces


@dataclass(frozen=True)
class Item:
    """What a table says of a place: the column's heading and its words, in which a line feed parts lines.

    The heading is None for the group that the place stands in. Of a place that changed, other lines are left out.
    """

    label: str | None
    pieces: Pieces


@dataclass(frozen=True)
class PlaceChange:
    """Places of which the same is to be said. Of a new or a deleted place, `items` are everything it has or had."""

    kind: Kind
    names: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that differs: changes in the order of the text, and the tables of places, place by place."""

    changes: tuple[Change, ...]
    places: tuple[PlaceChange, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.places)


def compare(old: PolicyText, new: PolicyText) -> Comparison:
    """What differs between two versions of one language."""
    if old.language != new.language:
        raise ValueError(f"{old.language} is not compared with {new.language}")
    facts = (old.facts, new.facts)
    before, after = _Flat(old), _Flat(new)
    moved = moved_ids(list(before.entries), list(after.entries))
    changes = []
    for name in merged(list(before.entries), list(after.entries)):
        one, other = before.entries.get(name), after.entries.get(name)
        pieces = words(one.line if one else (), other.line if other else (), *facts)
        if kind := _kind(one, other, pieces, name in moved):
            part = (other or one).part  # type: ignore[union-attr]  # one of them there is
            sections = (one.section if one else None, other.section if other else None)
            changes.append(Change(name, part, kind, *sections, pieces))
    return Comparison(tuple(changes), tuple(_places(before, after, facts)))


def rows(found: Comparison) -> dict[str, dict[str, str]]:
    """The old and the new words of everything that differs, by its id; those of places together, under `places`."""
    said = {
        change.id.replace("/", "."): {side: _side(change.pieces, side) for side in ("old", "new")}
        for change in found.changes
    }
    if found.places:
        said["places"] = {
            side: "\n".join(
                f"{', '.join(place.names)}: " + "; ".join(_side(item.pieces, side) for item in place.items)
                for place in found.places
                if place.kind != {"old": "new", "new": "deleted"}[side]
            )
            for side in ("old", "new")
        }
    return said


def _side(pieces: Pieces, side: str) -> str:
    return "".join(piece.text for piece in pieces if piece.mark in ("same", side))


def merged(old: list[str], new: list[str]) -> list[str]:
    """All ids in one order: the new one, with what was deleted after what it followed."""
    order: list[str] = []
    kept = set(new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        order += [name for name in old[a:b] if name not in kept] + new[c:d]
    return list(dict.fromkeys(order))


@dataclass(frozen=True)
class _Entry:
    """A line of the text with its section, and what part of it that is."""

    line: Line
    section: Heading | None
    part: Part


_Column = tuple[str, str | None]
"""A table's id and the heading of a column; None: the group that a row stands in."""


@dataclass(frozen=True)
class _Said:
    """What the tables say of one place: its name under the heading of the first column, and the words by column."""

    heading: str
    name: Line
    cells: dict[_Column, Line]


class _Flat:
    """A policy as entries by id; rows of a table in which places stand are kept apart."""

    def __init__(self, policy: PolicyText) -> None:
        self.entries: dict[str, _Entry] = {policy.id: _Entry(policy.title, None, "title")}
        self.places: dict[str, _Said] = {}
        self.columns: dict[str, list[str]] = {}
        self._blocks(policy.preamble, None)
        for number, section in enumerate(policy.sections, 1):
            heading = Heading(section.id, number, plain(section.heading))
            self.entries[section.id] = _Entry(section.heading, heading, "heading")
            self._blocks(section.blocks, heading)

    def _blocks(self, blocks: Iterable[Block], section: Heading | None) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.entries[block.id] = _Entry(block.line, section, block.kind)
                continue
            self.entries[block.id] = _Entry(block.caption, section, "caption")
            headings = joined((column.heading for column in block.columns), _BETWEEN_CELLS)
            self.entries[f"{block.id}/columns"] = _Entry(headings, section, "columns")
            self.columns[block.id] = [plain(column.heading) for column in block.columns]
            of_places = any(_site(row) for row in block.rows)
            group: Line = ()
            for row in block.rows:
                if not of_places:
                    self.entries[row.id] = _Entry(_row(row, block), section, row.kind)
                elif row.kind == "group":
                    group = row.cells[0][0]
                else:
                    self._place(row, block, group if row.kind == "row" else ())

    def _place(self, row: Row, table: Table, group: Line) -> None:
        """A row, under its site's id or, where it is of no site (a sum), under its own."""
        said = self.places.setdefault(_site(row) or row.id, _Said(self.columns[table.id][0], row.cells[0][0], {}))
        if group:
            said.cells[table.id, None] = group
        for index, (heading, cell) in enumerate(zip(self.columns[table.id], row.cells, strict=True)):
            if line := joined((line for line in cell[index == 0 :] if line), _NEW_LINE):
                said.cells[table.id, heading] = line

    def renamed(self, other: _Flat) -> dict[_Column, _Column]:
        """The columns whose headings the other version changed; a table with fewer or more columns has none."""
        return {
            (table, old): (table, new)
            for table, headings in self.columns.items()
            if len(headings) == len(other.columns.get(table, ()))
            for old, new in zip(headings, other.columns[table], strict=True)
        }


def _row(row: Row, table: Table) -> Line:
    """A row in a line: each cell after its column's heading."""
    if row.kind == "group":
        return joined(row.cells[0], _BETWEEN_LINES)
    pairs = zip(table.columns, row.cells, strict=True)
    cells = ((column, joined(cell, _BETWEEN_LINES)) for column, cell in pairs)
    return joined(((*column.heading, Run(": "), *line) for column, line in cells if line), _BETWEEN_CELLS)


def _site(row: Row) -> str | None:
    """The site that a row is about: that of the first fact it states."""
    found = (_SITE.match(run.fact) for cell in row.cells for line in cell for run in line if run.fact)
    return next((match[1] for match in found if match), None)


def _kind(old: _Entry | None, new: _Entry | None, pieces: Pieces, moved: bool) -> Kind | None:
    if old is None:
        return "new"
    if new is None:
        return "deleted"
    if any(piece.mark != "same" for piece in pieces) or old.part != new.part:
        return "changed"
    return "moved" if moved else None


def moved_ids(old: list[str], new: list[str]) -> set[str]:
    """The ids that stand in another order than before: the fewest that explain it."""
    both = set(old) & set(new)
    one, other = [name for name in old if name in both], [name for name in new if name in both]
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return set(one).difference(name for start, _, size in blocks for name in one[start : start + size])


def _places(before: _Flat, after: _Flat, facts: tuple[Mapping[str, Fact], Mapping[str, Fact]]) -> Iterator[PlaceChange]:
    """What changed of places: new ones, deleted ones, then those of which the same changed, together."""
    found: dict[tuple[Kind, tuple[Item, ...]], list[str]] = {}
    renamed = before.renamed(after)
    for key in merged(list(before.places), list(after.places)):
        one, other = before.places.get(key), after.places.get(key)
        if one:
            one = replace(one, cells={renamed.get(column, column): line for column, line in one.cells.items()})
        items = tuple(_items(one, other, facts))
        kind: Kind = "new" if one is None else "deleted" if other is None else "changed"
        if items or kind != "changed":
            name = plain((other or one).name)  # type: ignore[union-attr]  # one of them there is
            found.setdefault((kind, items), []).append(name)
    for wanted in ("new", "deleted", "changed"):
        yield from (PlaceChange(kind, tuple(names), items) for (kind, items), names in found.items() if kind == wanted)


def _items(
    one: _Said | None, other: _Said | None, facts: tuple[Mapping[str, Fact], Mapping[str, Fact]]
) -> Iterator[Item]:
    old, new = one.cells if one else {}, other.cells if other else {}
    columns = list(dict.fromkeys([*new, *old]))
    if one and other:
        columns = [column for column in columns if plain(old.get(column, ())) != plain(new.get(column, ()))]
        if plain(one.name) != plain(other.name):
            yield Item(other.heading, words(one.name, other.name, *facts))
    for table, label in columns:
        key = (table, label)
        pieces = words(old.get(key, ()), new.get(key, ()), *facts)
        yield Item(label, changed_lines(pieces) if one and other else pieces)
