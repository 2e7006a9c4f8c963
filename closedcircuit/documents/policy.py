"""The policy's text: templates and facts in, the structured policy out. Pure.

A template is Jinja over lines of this form; every block ends with its id, and both languages have the same ids:

    # Title {#title}                    once, above everything
    ## Heading {#section}               opens a section
    A paragraph, of one line or
    several. {#paragraph}               ends at a blank line
    - An item of a list. {#item}
    Caption {#table}
    | Place | Number |                  the heading of each column
    |---|---:|                          a colon at the end sets numbers
    | Harbour | {#group}                a row of one cell: the heading of those that follow
    | {{ p.name }}<br>more | 4 | {#row-{{ p.id }}}
    |---|---|                           a second one opens the foot
    | Total | 4 | {#row-total}
    <!-- for colleagues; never printed -->

There is no other markup: an asterisk is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from closedcircuit.documents.facts import Fact, Statement
from closedcircuit.documents.slots import Slots, render
from closedcircuit.documents.text import Block, Column, Line, Paragraph, PolicyText, Row, Section, Table
from closedcircuit.documents.words import Language
from closedcircuit.errors import InputError, Position, Problem

_ID = re.compile(r"(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}", re.DOTALL)
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+")


@dataclass(frozen=True)
class Source:
    """A template: its path as people should read it, and its text."""

    name: str
    text: str


def policies(statement: Statement, sources: Mapping[Language, Source]) -> dict[Language, PolicyText]:
    """The policy in every language that there is a template for.

    Raises InputError for a fault of a template, and where languages differ in their ids or in the facts that a
    paragraph or a row states.
    """
    texts = {language: _Reader(statement, language, source).policy() for language, source in sources.items()}
    shapes = {language: _shape(text) for language, text in texts.items()}
    first = next(iter(shapes))
    problems = [
        problem
        for language in shapes
        for problem in _differences(shapes[first], shapes[language], sources[first].name, sources[language].name)
    ]
    if problems:
        raise InputError(problems)
    return texts


def _shape(text: PolicyText) -> dict[str, frozenset[str]]:
    """The ids in their order, each with the facts stated under it."""
    found: dict[str, set[str]] = {}
    for name, line in text.lines():
        found.setdefault(name, set()).update(run.fact for run in line if run.fact)
    return {name: frozenset(facts) for name, facts in found.items()}


def _differences(
    one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]], one_name: str, other_name: str
) -> Iterator[Problem]:
    where = Position(other_name)
    if missing := [name for name in one if name not in other]:
        yield Problem(where, f"lacks {_ids(missing)}", f"{one_name} has them; every language says the same")
    if more := [name for name in other if name not in one]:
        yield Problem(where, f"has {_ids(more)}", f"{one_name} has none of them; every language says the same")
    if not missing and not more and list(one) != list(other):
        pairs = zip(one, other, strict=True)
        late = next(theirs for ours, theirs in pairs if ours != theirs)
        yield Problem(where, f"{{#{late}}} stands elsewhere than in {one_name}", "keep one order in every language")
    for name in one:
        if name in other and one[name] != other[name]:
            facts = ", ".join(sorted(one[name] ^ other[name])[:6])
            yield Problem(where, f"{{#{name}}} does not state the same facts as in {one_name}", f"look at: {facts}")


def _ids(names: list[str]) -> str:
    return ", ".join(f"{{#{name}}}" for name in names)


@dataclass
class _Reader:
    """Reads one rendered template, block by block."""

    statement: Statement
    language: Language
    source: Source
    facts: dict[str, Fact] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def policy(self) -> PolicyText:
        self.slots = Slots(self.statement)
        rendered = render(self.source.name, self.source.text, self.slots.context)
        title: tuple[str, Line] | None = None
        preamble: list[Block] = []
        sections: list[tuple[str, Line, list[Block]]] = []
        for lines in _blocks(rendered):
            text = "\n".join(lines)
            if title is None:
                if not text.startswith("# "):
                    raise self._fault(lines[0], "the title is expected first", "write: # Title {#title}")
                title = self._named(text[2:])
            elif text.startswith("## "):
                sections.append((*self._named(text[3:]), []))
            elif text.startswith("#"):
                raise self._fault(lines[0], "a heading of another kind", "a section opens with ## and a space")
            else:
                (sections[-1][2] if sections else preamble).append(self._block(lines))
        if title is None:
            raise InputError([Problem(Position(self.source.name), "says nothing", "begin with: # Title {#title}")])
        version, effective = (
            self.slots.read(str(slot), self.language, self.facts)[0]
            for slot in (self.slots.context["policy"].version, self.slots.context["policy"].effective)
        )
        return PolicyText(
            self.language,
            *title,
            version,
            effective,
            tuple(preamble),
            tuple(Section(name, heading, tuple(blocks)) for name, heading, blocks in sections),
            self.facts,
        )

    def _block(self, lines: list[str]) -> Block:
        start = next((index for index, line in enumerate(lines) if line.startswith("|")), None)
        if start is not None:
            return self._table(lines[:start], lines[start:])
        text = " ".join(lines)
        item = text.startswith("- ")
        name, line = self._named(text[2:] if item else text)
        return Paragraph(name, "item" if item else "paragraph", line)

    def _table(self, caption: list[str], lines: list[str]) -> Table:
        if not caption:
            raise self._fault(lines[0], "a table without a caption", "write: Caption {#id} in the line above")
        name, words = self._named(" ".join(caption))
        if len(lines) < 2 or not _RULE.fullmatch(lines[1]):
            raise self._fault(lines[0], "a table without its rule", "write |---|---| below the columns' headings")
        columns = tuple(
            Column(self._line(heading), rule.endswith(":"))
            for heading, rule in zip(_cells(lines[0]), _cells(lines[1]), strict=False)
        )
        if not len(columns) == len(_cells(lines[0])) == len(_cells(lines[1])):
            raise self._fault(lines[0], "as many headings as rules are expected", "count the bars")
        rows: list[Row] = []
        foot = False
        for line in lines[2:]:
            if _RULE.fullmatch(line):
                foot = True
                continue
            row_name, text = self._split(line)
            cells = _cells(text)
            kind: Literal["row", "group", "foot"] = "foot" if foot else "group" if len(cells) == 1 else "row"
            if kind != "group" and len(cells) != len(columns):
                raise self._fault(line, f"found {len(cells)} cells, expected {len(columns)}", "count the bars")
            rows.append(
                Row(row_name, tuple(tuple(self._line(part) for part in cell.split("<br>")) for cell in cells), kind)
            )
        return Table(name, words, columns, tuple(rows))

    def _named(self, text: str) -> tuple[str, Line]:
        name, words = self._split(text)
        return name, self._line(words)

    def _split(self, text: str) -> tuple[str, str]:
        """A block's id, unused so far, and the text before it."""
        match = _ID.fullmatch(text)
        if match is None:
            raise self._fault(text, "a block without an id at its end", "end it with {#id}: lower case and hyphens")
        if match[2] in self.ids:
            raise self._fault(text, f"{{#{match[2]}}} a second time", "an id is given once")
        self.ids.add(match[2])
        return match[2], match[1]

    def _line(self, text: str) -> Line:
        return self.slots.read(text.strip(), self.language, self.facts)

    def _fault(self, text: str, message: str, advice: str) -> InputError:
        """A problem at a line; the line's number is known where the template holds it as it was rendered."""
        first = text.partition("\n")[0]
        source = self.source.text.split("\n")
        number = next((index for index, line in enumerate(source, 1) if first and first in line), 0)
        shown = "".join(run.text for run in self.slots.read(first, self.language, {}))[:60]
        return InputError([Problem(Position(self.source.name, number, min(number, 1)), f"{message}: {shown}", advice)])


def _blocks(rendered: str) -> Iterator[list[str]]:
    """The lines of each block. Blank lines part blocks; a heading and an item begin one by themselves."""
    lines: list[str] = []
    for line in [*rendered.split("\n"), ""]:
        stripped = line.strip()
        if lines and (not stripped or stripped.startswith(("- ", "#")) or lines[0].startswith("#")):
            yield lines
            lines = []
        if stripped:
            lines.append(stripped)


def _cells(line: str) -> list[str]:
    """The cells between bars; the line begins and ends with one."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
