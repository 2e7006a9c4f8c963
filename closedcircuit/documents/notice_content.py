"""What the notice of a revision says: reason, dates, what changes, and the old beside the new text.

Its words stand in `templates/notice/<language>.yaml`. Pure but for reading them.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from closedcircuit import yamlfile
from closedcircuit.documents.comparison import Change, Comparison, Kind, PlaceChange, compare
from closedcircuit.documents.facts import Fact
from closedcircuit.documents.marking import Pieces
from closedcircuit.documents.text import PolicyText, plain
from closedcircuit.documents.words import MISSING, Language, in_language, say
from closedcircuit.errors import InputError, Position, Problem, did_you_mean
from closedcircuit.model import Label

_NAMED = 5
"""So many places are named in the summary; the table names all."""
_KINDS: tuple[Kind, ...] = ("new", "deleted", "changed", "moved")


@dataclass(frozen=True)
class Revision:
    """What a notice tells of. `old` is empty where the version in force is kept as a file only.

    A withdrawal tells that a revision which was announced will not take effect: `posted` and `reason` are its own,
    `effective`, `after` and `new` those of the revision.

    `url` is the address of the folder in which the new version will stand, with a slash at its end; None: no link in
    print.
    """

    operator: Label
    reason: Label
    posted: datetime.date
    effective: datetime.date
    before: str
    after: str
    old: Mapping[Language, PolicyText]
    new: Mapping[Language, PolicyText]
    url: str | None = None
    kind: Literal["notice", "withdrawal"] = "notice"


@dataclass(frozen=True)
class Mark:
    """Words of a cell: plain, changed, or in the place of what is not there."""

    text: str
    style: Literal["plain", "changed", "none"] = "plain"


Cell = tuple[tuple[Mark, ...], ...]
"""Lines of marks."""


@dataclass(frozen=True)
class Row:
    """The old beside the new. A heading is the section of the rows that follow."""

    heading: bool
    old: Cell
    new: Cell
    note: str


@dataclass(frozen=True)
class PlaceRow:
    """Places, and what of them changes."""

    names: tuple[str, ...]
    old: Cell
    new: Cell
    note: str


@dataclass(frozen=True)
class Content:
    """Everything that a notice says, in one language. `words` are the fixed ones; a date is in words and in ISO.

    `kind` is also the name of its files.
    """

    language: Language
    kind: str
    draft: bool
    title: str
    operator: str
    example: str | None
    words: Mapping[str, str]
    posted: tuple[str, str]
    effective: tuple[str, str]
    versions: tuple[str, ...]
    intro: str
    reason: str
    summary: tuple[str, ...]
    rows: tuple[Row, ...]
    places: tuple[PlaceRow, ...]
    contact: str | None
    url: str | None


def content(revision: Revision, language: Language, templates: Sequence[Path], draft: bool) -> Content:
    """What the notice says in one language. Raises InputError for a fault of its words."""
    words = _words(language, templates, revision.kind)
    new, old = revision.new[language], revision.old.get(language)
    if revision.kind == "withdrawal":
        changes = _Changes()
    else:
        changes = _changes(old, new, words) if old else _Changes((words.by_key["no_comparison"],))
    title = plain(new.title)
    example = next((plain(line) for name, line in new.lines() if name == "example"), None)
    return Content(
        language=language,
        kind=revision.kind,
        draft=draft,
        title=words.fill("title", policy=title),
        operator=in_language(revision.operator, language),
        example=example,
        words=words.by_key,
        posted=_day(revision.posted, language),
        effective=_day(revision.effective, language),
        versions=tuple(version for version in (revision.before, revision.after) if version),
        intro=words.fill("intro", policy=title),
        reason=in_language(revision.reason, language),
        summary=changes.summary,
        rows=changes.rows,
        places=changes.places,
        contact=_contact(new, language),
        url=f"{revision.url}{language}/index.html" if revision.url else None,
    )


@dataclass(frozen=True)
class _Changes:
    """What changes: in short, paragraph by paragraph, and place by place."""

    summary: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[PlaceRow, ...] = ()


def _changes(old: PolicyText, new: PolicyText, words: _Words) -> _Changes:
    found = compare(old, new)
    return _Changes(
        tuple(_summary(found, old, new, words)),
        tuple(_rows(found.changes, old, new, words)),
        tuple(_place_row(place, words) for place in found.places),
    )


@dataclass(frozen=True)
class _Words:
    """The words of one language by their keys."""

    where: Position
    by_key: dict[str, str]

    def fill(self, key: str, **values: str | int) -> str:
        """The words with values at their places. Raises InputError for a place that is none."""
        try:
            return self.by_key[key].format(**values)
        except (LookupError, ValueError, AttributeError) as error:
            places = ", ".join(f"{{{name}}}" for name in values)
            raise InputError([Problem(self.where, f"{key}: {error} is no place", f"it has: {places}")]) from None


def _words(language: Language, templates: Sequence[Path], kind: str) -> _Words:
    """Our words, under those that a company's own file says in another way. The last of the folders is ours.

    Where a word has one of its own for a kind of notice, as `withdrawal_title`, that one is taken.
    """
    name = f"notice/{language}.yaml"
    files = [folder / name for folder in templates if (folder / name).exists()]
    found: dict[str, str] = {}
    for path in reversed(files):
        shown = path.as_posix()
        data = yamlfile.load(path, shown).data
        if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
            raise InputError([Problem(Position(shown), "words are expected, each under its key")])
        if found and (unknown := [key for key in data if key not in found]):
            advice = did_you_mean(unknown[0], list(found))
            raise InputError([Problem(Position(shown), f"{unknown[0]!r} is no key", advice)])
        found |= data
    own = {key.removeprefix(f"{kind}_"): text for key, text in found.items() if key.startswith(f"{kind}_")}
    return _Words(Position(files[0].as_posix() if files else name), found | own)


def _day(day: datetime.date, language: Language) -> tuple[str, str]:
    return say(Fact("", "date", day, ()), language), day.isoformat()


def _contact(policy: PolicyText, language: Language) -> str | None:
    """Whom to ask: the contact that the policy itself names, as far as it does."""
    named = (policy.facts.get(f"policy.responsible.{key}") for key in ("department", "title", "phone"))
    return " ".join(say(fact, language) for fact in named if fact and fact.value is not None) or None


def _summary(found: Comparison, old: PolicyText, new: PolicyText, words: _Words) -> Iterator[str]:
    """A line for every section that changes, and for every kind of change of places."""
    headings = _headings(old, words) | _headings(new, words)
    for section, changes in groupby(found.changes, _section_of):
        kinds = Counter(change.kind for change in changes)
        counts = ", ".join(
            words.fill("summary_count", kind=words.by_key[f"note_{kind}"], count=kinds[kind])
            for kind in _KINDS
            if kinds[kind]
        )
        yield words.fill("summary_section", section=headings[section], counts=counts)
    for kind in _KINDS:
        names = [name for place in found.places if place.kind == kind for name in place.names]
        if names:
            yield words.fill("summary_place", kind=words.by_key[f"place_{kind}"], names=_some(names, words))
    if not found:
        yield words.by_key["no_change"]


def _some(names: Sequence[str], words: _Words) -> str:
    shown = ", ".join(names[:_NAMED])
    return words.fill("summary_more", names=shown, count=len(names) - _NAMED) if len(names) > _NAMED else shown


def _section_of(change: Change) -> str | None:
    """The id of the section under which a change is listed."""
    section = change.after or change.before
    return section.id if section else None


def _rows(changes: Iterable[Change], old: PolicyText, new: PolicyText, words: _Words) -> Iterator[Row]:
    """The changes under the headings of their sections; a heading that changes itself is said there."""
    before, after = _headings(old, words), _headings(new, words)
    for section, group in groupby(changes, _section_of):
        members = list(group)
        own = next((change for change in members if change.part == "heading"), None)
        kind = own.kind if own else None
        yield Row(
            True,
            _none(words, "old") if kind == "new" else _line(before[section]),
            _none(words, "new") if kind == "deleted" else _line(after[section]),
            words.by_key[f"note_{kind}"] if kind else "",
        )
        yield from (_row(change, words) for change in members if change is not own)


def _headings(policy: PolicyText, words: _Words) -> dict[str | None, str]:
    found: dict[str | None, str] = {None: words.by_key["preamble"]}
    for number, section in enumerate(policy.sections, 1):
        found[section.id] = words.fill("section", number=number, heading=plain(section.heading))
    return found


def _row(change: Change, words: _Words) -> Row:
    old = _none(words, "old") if change.kind == "new" else (_marks(change.pieces, "old"),)
    new = _none(words, "new") if change.kind == "deleted" else (_marks(change.pieces, "new"),)
    return Row(False, old, new, words.by_key[f"note_{change.kind}"])


def _place_row(place: PlaceChange, words: _Words) -> PlaceRow:
    old = _none(words, "old") if place.kind == "new" else tuple(_items(place, "old", words))
    new = _none(words, "new") if place.kind == "deleted" else tuple(_items(place, "new", words))
    return PlaceRow(place.names, old, new, words.by_key[f"place_{place.kind}"])


def _items(place: PlaceChange, side: Literal["old", "new"], words: _Words) -> Iterator[tuple[Mark, ...]]:
    """Lines for every column; of a whole place that came or went, the words are not marked."""
    for item in place.items:
        label = words.by_key["region"] if item.label is None else item.label
        line: list[Mark] = [Mark(f"{label}: ")]
        for mark in _marks(item.pieces, side) or (Mark(MISSING),):
            style = mark.style if place.kind == "changed" else "plain"
            first, *more = mark.text.split("\n")
            line.append(Mark(first, style))
            for text in more:
                yield tuple(line)
                line = [Mark(text, style)]
        yield tuple(line)


def _marks(pieces: Pieces, side: Literal["old", "new"]) -> tuple[Mark, ...]:
    """The words of one side, in as few marks as they need."""
    mine = (piece for piece in pieces if piece.mark in ("same", side))
    return tuple(
        Mark("".join(piece.text for piece in group), "plain" if same else "changed")
        for same, group in groupby(mine, lambda piece: piece.mark == "same")
    )


def _line(text: str) -> Cell:
    return ((Mark(text),),)


def _none(words: _Words, side: Literal["old", "new"]) -> Cell:
    return ((Mark(words.by_key[f"none_{side}"], "none"),),)
