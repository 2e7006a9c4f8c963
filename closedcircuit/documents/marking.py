"""Which words of a line changed, marked as people would by hand. Pure.

A whole number, a date, a word between spaces and signs is marked; never a single digit or syllable.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.text import Line

_TOKEN = re.compile(r"\n|[^\S\n]+|\d+(?:[-.,:~]\d+)*|[^\W\d_]+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Text that both versions have (`same`), or only one of them; `run` is its place in that version's line.

    What is the same counts as the new line's.
    """

    text: str
    mark: Literal["same", "old", "new"]
    run: int


Pieces = tuple[Piece, ...]

Token = tuple[str, int]
Step = tuple[bool, list[Token], list[Token]]


def words(old: Line, new: Line, old_facts: Mapping[str, Fact], new_facts: Mapping[str, Fact]) -> Pieces:
    """The words of two lines in one order: `same` and `old` give the old line, `same` and `new` the new one."""
    one, other = list(_tokens(old, old_facts)), list(_tokens(new, new_facts))
    matcher = difflib.SequenceMatcher(None, [text for text, _ in one], [text for text, _ in other], autojunk=False)
    steps = [(tag == "equal", one[a:b], other[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]
    pieces: list[Piece] = []
    for same, gone, come in _joined(steps):
        if same:
            pieces += _pieces(come, "same")
        else:
            pieces += [*_pieces(gone, "old"), *_pieces(come, "new")]
    return tuple(pieces)


T = TypeVar("T")


def aligned(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T | None, T | None]]:
    """Both sequences side by side: what has the same key, and what only one of them has, the old first.

    Read down either side, each keeps its order; so what moved stands there twice.
    """
    matcher = difflib.SequenceMatcher(None, [key(item) for item in old], [key(item) for item in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from ((item, None) for item in old[a:b])
            yield from ((None, item) for item in new[c:d])


def changed_lines(pieces: Pieces) -> Pieces:
    """The pieces without those lines, between line feeds, that are wholly the same."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *more = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines += [[replace(piece, text="\n"), replace(piece, text=text)] for text in more]
    kept = [line for line in lines if any(piece.mark != "same" for piece in line)]
    if kept and kept[0][0].text == "\n":
        kept[0] = kept[0][1:]
    return tuple(piece for line in kept for piece in line if piece.text)


def _tokens(line: Line, facts: Mapping[str, Fact]) -> Iterator[Token]:
    """The words of a line with the index of their run. A fact that is no text of several words is one word."""
    for index, run in enumerate(line):
        if run.fact is not None and facts[run.fact].kind != "label":
            yield run.text, index
        else:
            yield from ((token, index) for token in _TOKEN.findall(run.text))


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    """Changes with nothing but space or a sign between them as one change: so a person would mark them."""
    open_change: Step | None = None
    kept: Step | None = None
    for step in steps:
        if step[0]:
            if open_change and kept is None and not any(c.isalnum() for text, _ in step[2] for c in text):
                kept = step
                continue
            yield from (found for found in (open_change, kept) if found)
            open_change = kept = None
            yield step
        elif open_change and kept:
            open_change = (False, open_change[1] + kept[1] + step[1], open_change[2] + kept[2] + step[2])
            kept = None
        else:
            open_change = step
    yield from (found for found in (open_change, kept) if found)


def _pieces(tokens: Iterable[Token], mark: Literal["same", "old", "new"]) -> list[Piece]:
    """Neighbouring words of one run as one piece."""
    pieces: list[Piece] = []
    for text, run in tokens:
        if pieces and pieces[-1].run == run:
            pieces[-1] = Piece(pieces[-1].text + text, mark, run)
        else:
            pieces.append(Piece(text, mark, run))
    return pieces
