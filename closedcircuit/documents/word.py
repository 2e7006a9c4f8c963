"""The policy as a Word file: headings, lists and tables, with a bookmark for every paragraph and every fact.

Against another version, what differs is written as tracked changes: whoever rejects them all has that version, whoever
accepts them all has the policy. A bookmark's name is `p_` or `f_` and a short hash, since Word allows neither hyphens
nor more than 40 characters; so an edited file can be brought back paragraph by paragraph (`word_import`). The file ends
with a fixed line. Same policy, same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from closedcircuit.documents.marking import aligned, words
from closedcircuit.documents.text import Block, Column, Line, Paragraph, PolicyText, Row, Run, Table, joined, plain
from closedcircuit.documents.word_file import airy, mark_draft, numbered, packed, shade, started

END = {"ko": "— 끝 —", "en": "— End —"}
"""The last line, which never changes: whoever deletes a last paragraph in Word leaves an empty one behind."""
BREAK = Run("\n")
"""Between the lines of a cell, which is one paragraph."""
Change = Literal["ins", "del"]


@dataclass(frozen=True)
class Track:
    """The version that changes are tracked against, and whose changes they are, from which day on."""

    against: PolicyText
    author: str
    day: datetime.date


def word(policy: PolicyText, effective: datetime.date, draft: bool, track: Track | None = None) -> bytes:
    """The bytes of a .docx; `effective` and the day of the changes are the only dates that it carries.

    A draft says so at the top of every page, and Word goes on tracking whatever is changed in it.
    """
    document = started(policy.language, plain(policy.title), effective, landscape=True)
    if draft:
        mark_draft(document, policy.language)
    writer = _Writer(document, policy, track)
    before, after = _blocks(track.against if track else policy), _blocks(policy)
    writer.parts(aligned(before, after, _same))
    writer.end(END[policy.language], source_mark(policy))
    return packed(document)


def bookmark(kind: str, name: str) -> str:
    """The bookmark of a paragraph (`p`) or a fact (`f`), by its id."""
    return f"{kind}_{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def source_mark(policy: PolicyText) -> str:
    """The bookmark of the last line, which tells the text that a file was written from."""
    return bookmark("v", "\n".join(f"{name} {plain(line)}" for name, line in policy.lines()))


def cell_name(row: str, number: int) -> str:
    """The id of a cell, by that of its row and its place from the left, from 0; of a heading, by that of its table."""
    return f"{row}/{number}"


@dataclass(frozen=True)
class _Text:
    """A paragraph of its own."""

    id: str
    style: str
    line: Line


_Part = _Text | Table


def _blocks(policy: PolicyText) -> list[_Part]:
    found: list[_Part] = [_Text(policy.id, "Title", policy.title), *_parts(policy.preamble)]
    for section in policy.sections:
        found += [_Text(section.id, "Heading 1", section.heading), *_parts(section.blocks)]
    return found


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _Text(block.id, "List Bullet" if block.kind == "item" else "Normal", block.line)
        else:
            yield from (_Text(block.id, "Caption", block.caption), block)


def _same(part: _Part) -> Hashable:
    """What a part has to share with another one to be the same part, changed. What moved went and came."""
    return (part.id, part.style) if isinstance(part, _Text) else (part.id, len(part.columns))


class _Writer:
    """Writes parts into a document, counting bookmarks and changes."""

    def __init__(self, document: Any, policy: PolicyText, track: Track | None) -> None:
        self._document = document
        self._old_facts = track.against.facts if track else policy.facts
        self._new_facts = policy.facts
        self._track = track
        self._numbers = itertools.count(1)
        self._facts: dict[str, int] = {}
        self._list = numbered(document)
        self._cell_style = document.styles["Table Text"].style_id

    def parts(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        """Parts of both versions, or of one of them.

        A paragraph that goes joins the next one, and cannot join a table: so those that come or go together with the
        table below them become rows of it, where only paragraphs stand above.
        """
        waiting: list[tuple[Any, Any]] = []
        for old, new in pairs:
            change = _change(old, new)
            if waiting and _change(*waiting[-1]) != change:
                self._texts(waiting)
            if isinstance(new or old, _Text):
                waiting.append((old, new))
                if not change:
                    self._texts(waiting)
                continue
            if not change or self._below_a_table():
                self._texts(waiting)
            self._table(old, new, waiting)
            waiting.clear()
        self._texts(waiting)

    def end(self, line: str, mark: str) -> None:
        """The fixed last line, with its bookmark."""
        paragraph = self._paragraph("Normal")
        opened = [self._open(paragraph, mark)]
        paragraph.add_run(line)
        self._close(paragraph, opened, 0)

    def _texts(self, waiting: list[tuple[Any, Any]]) -> None:
        for old, new in waiting:
            self._text(self._paragraph((new or old).style), old, new)
        waiting.clear()

    def _text(self, paragraph: Any, old: Any, new: Any) -> None:
        paragraph.style = (new or old).style
        if paragraph.style.name == "Heading 1":
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = 0
            number.get_or_add_numId().val = self._list
        lines = (old.line if old else (), new.line if new else ())
        self._one(paragraph, (new or old).id, *lines, _change(old, new))

    def _one(self, paragraph: Any, name: str, old: Line, new: Line, change: Change | None, bold: str = "") -> None:
        self._fill(paragraph, old, new, None if change == "del" else bookmark("p", name), bold)
        self._whole(paragraph, change)

    def _below_a_table(self) -> bool:
        above = self._document.element.body[:-1]
        return bool(above) and above[-1].tag == qn("w:tbl")

    def _paragraph(self, style: str) -> Any:
        """A paragraph at the end; below a table, with some room before it."""
        below = self._below_a_table()
        paragraph = self._document.add_paragraph(style=style)
        if below and style != "Heading 1":
            paragraph.paragraph_format.space_before = Pt(12)
        return paragraph

    def _table(self, old: Any, new: Any, above: Iterable[tuple[Any, Any]]) -> None:
        """A table, and what stands above it as rows."""
        change = _change(old, new)
        table = self._document.add_table(0, len((new or old).columns), "Table Grid")
        airy(table)
        for pair in above:
            self._text(self._start_row(table, change, across=True)[0].paragraphs[0], *pair)
        columns = (new or old).columns
        self._row(table, _head(old) if old else None, _head(new) if new else None, change, columns)
        for cell in table.rows[-1].cells:
            shade(cell)
        table.rows[-1]._tr.trPr[0].addnext(OxmlElement("w:tblHeader"))
        for one, other in aligned(old.rows if old else (), new.rows if new else (), lambda row: (row.id, row.kind)):
            self._row(table, one, other, _change(one, other), columns)

    def _row(
        self, table: Any, old: Row | None, new: Row | None, change: Change | None, columns: Sequence[Column]
    ) -> None:
        part: Row = new or old  # type: ignore[assignment]  # one of them there is
        for number, cell in enumerate(self._start_row(table, change, across=part.kind == "group")):
            before, after = (joined(found.cells[number], BREAK) if found else () for found in (old, new))
            bold = "all" if part.kind != "row" else "first" if number == 0 else ""
            cell.paragraphs[0]._p.style = self._cell_style  # by name it would be looked for in every cell
            self._one(cell.paragraphs[0], cell_name(part.id, number), before, after, change, bold)
            if part.kind == "group":
                shade(cell)
            elif columns[number].number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _start_row(self, table: Any, change: Change | None, *, across: bool) -> Sequence[Any]:
        """The cells of a new row; `across`: it is one cell."""
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if change:
            properties.append(self._element(change))
        cells: tuple[Any, ...] = row.cells
        return (cells[0].merge(cells[-1]),) if across else cells

    def _fill(self, paragraph: Any, old: Line, new: Line, name: str | None, bold: str = "") -> None:
        """Both lines into a paragraph, which is one bookmark. `bold` is "all" of it, or its "first" line."""
        opened = [self._open(paragraph, name)] if name else []
        at = -1
        for piece in words(old, new, self._old_facts, self._new_facts):
            line = old if piece.mark == "old" else new
            if piece.mark != "old" and piece.run != at:
                at = piece.run
                self._close(paragraph, opened, 1)
                if fact := new[at].fact:
                    opened.append(self._open(paragraph, self._fact(fact)))
            run = paragraph.add_run(piece.text)
            if bold == "all" or (bold == "first" and BREAK not in line[: piece.run + 1]):
                run.bold = True
            if piece.mark != "same":
                self._wrap(run._r, "del" if piece.mark == "old" else "ins")
        self._close(paragraph, opened, 0)

    def _whole(self, paragraph: Any, change: Change | None) -> None:
        """The end of a paragraph belongs to a change too, or an empty one would stay behind."""
        if change:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:rPr"))
            paragraph._p.pPr[-1].append(self._element(change))

    def _wrap(self, run: Any, change: Change) -> None:
        element = self._element(change)
        run.addprevious(element)
        element.append(run)
        for text in run.findall(qn("w:t")) if change == "del" else ():
            text.tag = qn("w:delText")

    def _element(self, change: Change) -> Any:
        assert self._track  # noqa: S101  without a version to compare with, nothing differs
        attributes = {
            qn("w:id"): str(next(self._numbers)),
            qn("w:author"): self._track.author,
            qn("w:date"): f"{self._track.day.isoformat()}T00:00:00Z",
        }
        return OxmlElement(f"w:{change}", attrs=attributes)

    def _fact(self, fact: str) -> str:
        """Names are unique in a file: from its second mention on, a fact's has a number behind it."""
        self._facts[fact] = said = self._facts.get(fact, 0) + 1
        return bookmark("f", fact) + (f"_{said}" if said > 1 else "")

    def _open(self, paragraph: Any, name: str) -> str:
        number = str(next(self._numbers))
        paragraph._p.append(OxmlElement("w:bookmarkStart", attrs={qn("w:id"): number, qn("w:name"): name}))
        return number

    def _close(self, paragraph: Any, opened: list[str], keep: int) -> None:
        while len(opened) > keep:
            paragraph._p.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): opened.pop()}))


def _change(old: object, new: object) -> Change | None:
    return "ins" if old is None else "del" if new is None else None


def _head(table: Table) -> Row:
    """The headings of a table's columns as a row."""
    return Row(table.id, tuple((column.heading,) for column in table.columns), "foot")
