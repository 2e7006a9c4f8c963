"""Which part of an edited Word file is which paragraph of the policy. Pure.

A bookmark names the paragraph that its start lies in. Word processors move and lose bookmarks, so words that are
nowhere changed go before them, and a paragraph without one is told by the place where one lacks.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from closedcircuit.documents.text import Block, Line, Paragraph, PolicyText, joined, plain
from closedcircuit.documents.word import BREAK, bookmark, cell_name
from closedcircuit.documents.word_read import Part

_ALIKE = 0.5
"""Words of which so much is the same are taken for the same paragraph, where it alone can be meant."""


@dataclass(frozen=True)
class Unit:
    """A paragraph of the policy as a Word file has it. `block` is its id in the template; of a cell, its table's."""

    id: str
    block: str
    line: Line
    cell: bool = False

    @property
    def text(self) -> str:
        return plain(self.line).strip()


@dataclass(frozen=True)
class Match:
    """A part of the file, the paragraph that it is, or that it is a new one."""

    part: Part
    unit: Unit | None

    @property
    def text(self) -> str:
        return self.part.text.strip()


def units(policy: PolicyText) -> list[Unit]:
    """The paragraphs and cells of a policy, from top to bottom."""
    found = [Unit(policy.id, policy.id, policy.title), *_units(policy.preamble)]
    for section in policy.sections:
        found += [Unit(section.id, section.id, section.heading), *_units(section.blocks)]
    return found


def matched(parts: Sequence[Part], policy: Sequence[Unit]) -> list[Match]:
    """Every part with the paragraph that it is. No paragraph is named twice."""
    by_name = {bookmark("p", unit.id): unit for unit in policy}
    found: list[Unit | None] = []
    for part in parts:
        named = [by_name[name] for name in part.names if name in by_name]
        found.append(named[0] if len(named) == 1 else max(named, key=_alike_to(part), default=None))
    _by_words(parts, policy, found)
    _by_place(parts, policy, found)
    return [Match(part, unit) for part, unit in zip(parts, found, strict=True)]


def _units(blocks: Sequence[Block]) -> Iterator[Unit]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Unit(block.id, block.id, block.line)
            continue
        yield Unit(block.id, block.id, block.caption)
        for number, column in enumerate(block.columns):
            yield Unit(cell_name(block.id, number), block.id, column.heading, cell=True)
        for row in block.rows:
            for number, cell in enumerate(row.cells):
                yield Unit(cell_name(row.id, number), block.id, joined(cell, BREAK), cell=True)


def _alike_to(part: Part) -> Callable[[Unit], float]:
    return lambda unit: _alike(unit.text, part.text)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _by_words(parts: Sequence[Part], policy: Sequence[Unit], found: list[Unit | None]) -> None:
    """A part with exactly the words of a paragraph is that one, unless another part with these words is named so."""
    kept = {unit.id for part, unit in zip(parts, found, strict=True) if unit and unit.text == part.text.strip()}
    free = {unit.text: unit for unit in policy if unit.id not in kept and unit.text and not unit.cell}
    for index, part in enumerate(parts):
        unit = found[index]
        wanted = free.get(part.text.strip())
        if wanted and part.table is None and not (unit and unit.id in kept):
            found[:] = [None if other == wanted else other for other in found]
            found[index] = wanted
            kept.add(wanted.id)
            del free[wanted.text]


def _by_place(parts: Sequence[Part], policy: Sequence[Unit], found: list[Unit | None]) -> None:
    """Between two paragraphs that are known, as many nameless parts as paragraphs lack are those, if they are alike."""
    place = {unit.id: index for index, unit in enumerate(policy)}
    known = {unit.id for unit in found if unit}
    last, gap = -1, list[int]()
    for index, (part, unit) in enumerate([*zip(parts, found, strict=True), (Part(""), None)]):
        ends = index == len(parts)
        if unit is None and not ends:
            if part.text.strip() and part.table is None:
                gap.append(index)
            continue
        following = place[unit.id] if unit else len(policy)
        lacking = [unit for unit in policy[last + 1 : following] if unit.id not in known and not unit.cell]
        if len(lacking) == len(gap):
            for at, wanted in zip(gap, lacking, strict=True):
                if _alike(wanted.text, parts[at].text) >= _ALIKE:
                    found[at] = wanted
        last, gap = following, []
