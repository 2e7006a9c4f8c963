"""Bring edited wording back: an edited Word file and today's wording in, new templates out. Pure.

The templates that come out give exactly the words of the file, which is tried before they are handed over; so nothing
that was written in Word is lost on the way. What cannot be written by a program is refused, each with its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from closedcircuit.documents.comparison import moved_ids
from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.template_blocks import FACT, TemplateBlock, blocks, replaced, unwritable, written
from closedcircuit.documents.text import PENDING, PolicyText, Run
from closedcircuit.documents.word import END, bookmark, source_mark
from closedcircuit.documents.word_match import Match, Unit, matched, units
from closedcircuit.documents.word_read import Part, Revision, read
from closedcircuit.documents.wording import Wording
from closedcircuit.documents.words import LANGUAGES, Language
from closedcircuit.errors import InputError, Refusal

_TAG = re.compile(r"\{#([a-z0-9-]+)\}")
_MARK = len(bookmark("f", ""))
_STALE = (
    "it was written from another text than the wording and the inventory give now; "
    "make the Word file anew, and carry the changes over"
)
_SHOWN, _PLACES = 60, 3


@dataclass(frozen=True)
class Edit:
    """A paragraph that was changed, added or deleted, and the tracked changes in it."""

    id: str
    kind: Literal["changed", "added", "deleted"]
    before: str
    after: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True)
class Import:
    """What a file changes: the edits, and the templates that they give, by language."""

    language: Language
    edits: tuple[Edit, ...]
    templates: Mapping[Language, str]


def imported(content: bytes, shown: str, wording: Wording) -> Import:
    """What an edited Word file makes of the wording; `shown` is its path as people should read it.

    Raises InputError for what is no Word file, and Refusal with every reason for what cannot be brought back.
    """
    file = read(content, shown)
    if file.comments:
        said = "".join(f"\n  {comment.author or '?'}: {_short(comment.text)}" for comment in file.comments)
        raise _refusal(shown, ["it holds comments; settle and delete them first:" + said])
    parts = [part for part in file.parts if part.text.strip() or part.names or part.odd]
    language = _language(shown, parts)
    if source_mark(wording.texts[language]) not in file.marks:
        raise _refusal(shown, [_STALE])
    return _Importer(shown, wording, language).run(parts[:-1])


def _language(shown: str, parts: Sequence[Part]) -> Language:
    last = parts[-1].text.strip() if parts else ""
    for language in LANGUAGES:
        if last == END[language]:
            return language
    reason = f"it does not end with the line {END['ko']!r} or {END['en']!r}; put it back, with nothing below it"
    raise _refusal(shown, [reason])


def _refusal(shown: str, reasons: Iterable[str]) -> Refusal:
    return Refusal(f"{shown} is not imported:\n" + "\n".join(f"  {reason}" for reason in dict.fromkeys(reasons)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


@dataclass
class _Template:
    """One language's template, and what is to become of its lines."""

    source: Source
    edits: list[tuple[int, int, list[str]]]

    def __post_init__(self) -> None:
        self.blocks = {block.id: block for block in blocks(self.source.text)}

    def result(self) -> Source:
        return replace(self.source, text=replaced(self.source.text, self.edits))

    def place(self, name: str) -> str:
        """The line in which an id stands, also where a loop makes it."""
        for number, line in enumerate(self.source.text.split("\n"), 1):
            for tag in re.findall(r"\{#((?:[^{}]|\{\{.*?\}\})+)\}", line):
                pattern = ".+".join(re.escape(text) for text in re.split(r"\{\{.*?\}\}", tag))
                if re.fullmatch(pattern, name):
                    return f"{self.source.name}:{number}"
        return self.source.name


class _Importer:
    """Collects edits and reasons to refuse."""

    def __init__(self, shown: str, wording: Wording, language: Language) -> None:
        self._shown, self._inventory, self._language = shown, wording.inventory, language
        self._policy: PolicyText = wording.texts[language]
        self._units = units(self._policy)
        self._templates = {name: _Template(source, []) for name, source in wording.sources.items()}
        self._own = self._templates[language]
        self._facts = {bookmark("f", fact): fact for fact in self._policy.facts}
        self._taken = {name for template in self._templates.values() for name in _TAG.findall(template.source.text)}
        self._reasons: list[str] = []
        self._edits: list[Edit] = []
        self._tables: set[int] = set()

    def run(self, parts: Sequence[Part]) -> Import:
        matches = matched(parts, self._units)
        for match in matches:
            self._reasons += [f"{_named(match)} holds {odd}; only words can be brought back" for odd in match.part.odd]
        known = [match.unit.id for match in matches if match.unit and match.text]
        order = [unit.id for unit in self._units if unit.id in set(known)]
        for name in sorted(moved_ids(order, known)):
            self._reasons.append(f"{{#{name}}} stands elsewhere; move it in {self._own.place(name)}")
        gone = {unit.id: unit for unit in self._units if unit.id not in known}
        for unit in self._units:
            if unit.id in gone:
                self._delete(unit, next((match.part for match in matches if match.unit == unit), None))
        for index, match in enumerate(matches):
            if match.unit is None and match.text:
                self._add(match, matches[:index], matches[index + 1 :])
            elif match.unit and match.text and match.text != match.unit.text:
                self._change(match.part, match.unit)
        return self._finished(matches)

    def _finished(self, matches: Sequence[Match]) -> Import:
        """The result, after it was rendered and read back. Raises Refusal."""
        if self._reasons:
            raise _refusal(self._shown, self._reasons)
        results = {name: template.result() for name, template in self._templates.items()}
        try:
            text = policies(statement(self._inventory), results)[self._language]
        except InputError as error:
            raise _refusal(self._shown, str(error).splitlines()) from error
        found = [unit.text for unit in units(text) if unit.text]
        wanted = [match.text for match in matches if match.text]
        for one, other in zip([*found, ""], [*wanted, ""], strict=False):
            if one != other:
                raise _refusal(self._shown, [f"it cannot be placed: {_short(other or one)!r}"])
        changed = {name: source.text for name, source in results.items() if self._templates[name].edits}
        return Import(self._language, tuple(self._edits), changed)

    def _change(self, part: Part, unit: Unit) -> None:
        held = [(self._facts.get(mark.name[:_MARK]), mark.text) for mark in part.facts]
        stated = [run for run in unit.line if run.fact]
        for run in stated:
            if (run.fact, run.text) in held:
                held.remove((run.fact, run.text))
            else:
                fact = f"{run.text!r}, which is a fact; {self._origin(run)}"
                self._reasons.append(f"{{#{unit.id}}} no longer says {fact}")
                return
        block = self._block(unit)
        if block is None:
            return
        expressions = FACT.findall(block.text)
        if len(expressions) != len(stated):
            self._refuse_locked(unit)
            return
        by_fact = {run.fact or "": expression for run, expression in zip(stated, expressions, strict=True)}
        if text := self._written(part, block.kind, unit.id, by_fact):
            self._own.edits.append((block.start, block.end, written(block.kind, block.id, text)))
            self._edits.append(Edit(unit.id, "changed", unit.text, part.text.strip(), tuple(part.revisions)))

    def _add(self, match: Match, above: Sequence[Match], below: Sequence[Match]) -> None:
        part = match.part
        if part.table is not None:
            if part.table not in self._tables:
                reason = "stands in a table, row or cell that the policy does not have; write it as text"
                self._reasons.append(f"{_named(match)} {reason}")
            self._tables.add(part.table)
            return
        kind = {"heading 1": "heading"}.get(part.style, "item" if part.style.startswith("list") else "paragraph")
        name = self._new_name(above)
        text = self._written(part, kind, name, {})
        if text is None:
            return
        for template in self._templates.values():
            said = text if template is self._own else f"{PENDING} {text}"
            edit = _insertion(template, above, below, kind, written(kind, name, said))
            if edit is None:
                self._reasons.append(f"{_named(match)} stands between paragraphs that a loop makes; "
                                     f"write it into {template.source.name}")  # fmt: skip
                return
            template.edits.append(edit)
        self._edits.append(Edit(name, "added", "", part.text.strip(), tuple(part.revisions)))

    def _delete(self, unit: Unit, part: Part | None) -> None:
        if not unit.text:
            return
        if unit.cell:
            row = unit.id.partition("/")[0]
            self._reasons.append(f"{{#{row}}} lacks a cell or is deleted; change the table in {self._own.place(row)}")
            return
        if self._block(unit) is None:
            return
        for template in self._templates.values():
            block = template.blocks.get(unit.id)
            if block is None or block.kind in ("title", "caption"):
                self._reasons.append(f"{{#{unit.id}}} is deleted; it can only be deleted in {template.place(unit.id)}")
                return
            lines = template.source.text.split("\n")
            blank = block.end < len(lines) and not lines[block.end].strip() and not lines[block.start - 1].strip()
            template.edits.append((block.start, block.end + blank, []))
        self._edits.append(Edit(unit.id, "deleted", unit.text, "", tuple(part.revisions) if part else ()))

    def _block(self, unit: Unit) -> TemplateBlock | None:
        """The block of the own template that a paragraph is; where there is none to be written, a reason to refuse."""
        block = None if unit.cell else self._own.blocks.get(unit.id)
        if block is None or block.locked:
            self._refuse_locked(unit)
            return None
        return block

    def _refuse_locked(self, unit: Unit) -> None:
        what = "is a cell of a table" if unit.cell else "is made by a loop or a condition"
        place = self._own.place(unit.id.partition("/")[0])
        self._reasons.append(f"{{#{unit.id}}} {_short(unit.text)!r} {what}; change it in {place}")

    def _origin(self, run: Run) -> str:
        """Where in the inventory a fact is to be changed."""
        origins = self._policy.facts[run.fact or ""].stands_on[:_PLACES]
        places = dict.fromkeys(str(self._inventory.position(pointer, site)) for site, pointer in origins)
        return f"change it in {', '.join(places)}"

    def _written(self, part: Part, kind: str, name: str, expressions: Mapping[str, str]) -> str | None:
        """The words as a template has them, or None and a reason to refuse."""
        text, said, at = "", "", 0
        for mark in sorted(part.facts, key=lambda mark: mark.start):
            expression = expressions.get(self._facts.get(mark.name[:_MARK], ""))
            if expression and mark.text and mark.start >= at:
                words = part.text[at : mark.start]
                text, said, at = text + words + expression, said + words + "x", mark.start + len(mark.text)
        text, said = (text + part.text[at:]).strip(), (said + part.text[at:]).strip()
        if reason := unwritable(kind, said):
            self._reasons.append(f"{{#{name}}} {reason}: {_short(said)!r}")
            return None
        return text

    def _new_name(self, above: Sequence[Match]) -> str:
        """An id for a paragraph that came: that of the paragraph above it, and a number that no other has."""
        base = next((match.unit.block for match in reversed(above) if match.unit), self._policy.id)
        number = next(number for number in itertools.count(2) if f"{base}-{number}" not in self._taken)
        self._taken.add(f"{base}-{number}")
        return f"{base}-{number}"


def _insertion(
    template: _Template, above: Sequence[Match], below: Sequence[Match], kind: str, lines: list[str]
) -> tuple[int, int, list[str]] | None:
    """Where lines go into a template: below what stands above them or, where a loop makes that, above what follows."""
    before = next((match.unit for match in reversed(above) if match.unit), None)
    after = next((match.unit for match in below if match.unit), None)
    if before and (block := template.blocks.get(before.block)):
        joins = kind == "item" and block.kind == "item"
        return block.after, block.after, lines if joins else ["", *lines]
    if after and not after.cell and (block := template.blocks.get(after.block)):
        return block.start, block.start, [*lines, ""]
    return None


def _named(match: Match) -> str:
    return f"{{#{match.unit.id}}}" if match.unit else repr(_short(match.text))
