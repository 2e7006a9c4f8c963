"""The policy as a Word file: headings, lists and tables, with a bookmark for every paragraph and every fact.

A bookmark's name is `p_` or `f_` and a short hash, since Word allows neither hyphens nor more than 40 characters; so an
edited file can be brought back paragraph by paragraph. The file ends with a fixed line. Same policy, same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from closedcircuit.documents.text import Block, Line, Paragraph, PolicyText, Row, Table, plain
from closedcircuit.documents.word_file import ALERT, packed, started

_DRAFT = {"ko": "초안: 공개된 방침이 아닙니다.", "en": "DRAFT: not the published policy."}
END = {"ko": "— 끝 —", "en": "— End —"}
"""The last line, which never changes: whoever deletes a last paragraph in Word leaves an empty one behind."""


def word(policy: PolicyText, effective: datetime.date, draft: bool) -> bytes:
    """The bytes of a .docx; `effective` is the only date that it carries."""
    writer = _Writer(policy, effective)
    if draft:
        run = writer.document.add_paragraph().add_run(_DRAFT[policy.language])
        run.bold, run.font.color.rgb = True, ALERT
    writer.paragraph(policy.id, policy.title, "Title")
    for block in policy.preamble:
        writer.block(block)
    for number, section in enumerate(policy.sections, 1):
        writer.paragraph(section.id, section.heading, "Heading 1", f"{number}. ")
        for block in section.blocks:
            writer.block(block)
    writer.document.add_paragraph(END[policy.language])
    return packed(writer.document)


def bookmark(kind: str, name: str) -> str:
    """The bookmark of a paragraph (`p`) or a fact (`f`), by its id."""
    return f"{kind}_{hashlib.sha256(name.encode()).hexdigest()[:16]}"


class _Writer:
    """Writes blocks into a document, counting bookmarks."""

    def __init__(self, policy: PolicyText, effective: datetime.date) -> None:
        self.document = started(policy.language, plain(policy.title), effective, landscape=True)
        self._numbers = itertools.count(1)
        self._facts: dict[str, int] = {}

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.paragraph(block.id, block.line, "List Bullet" if block.kind == "item" else "Normal")
        else:
            self._table(block)

    def paragraph(self, name: str, line: Line, style: str, before: str = "") -> None:
        """A paragraph that is one bookmark; the words before it (an ordinal) are outside."""
        paragraph = self.document.add_paragraph(before, style)
        self._named(paragraph, bookmark("p", name), line)

    def _named(self, paragraph: Any, name: str, line: Line) -> None:
        with_mark = self._mark(paragraph, name)
        self._line(paragraph, line)
        with_mark()

    def _line(self, paragraph: Any, line: Line) -> None:
        for run in line:
            end = None
            if run.fact is not None:
                # Names are unique in a file: from its second mention on, a fact's has a number behind it.
                self._facts[run.fact] = said = self._facts.get(run.fact, 0) + 1
                end = self._mark(paragraph, bookmark("f", run.fact) + (f"_{said}" if said > 1 else ""))
            paragraph.add_run(run.text)
            if end:
                end()

    def _mark(self, paragraph: Any, name: str) -> Any:
        number = str(next(self._numbers))
        start = OxmlElement("w:bookmarkStart", attrs={qn("w:id"): number, qn("w:name"): name})
        paragraph._p.append(start)
        return lambda: paragraph._p.append(OxmlElement("w:bookmarkEnd", attrs={qn("w:id"): number}))

    def _table(self, block: Table) -> None:
        self.paragraph(block.id, block.caption, "Caption")
        table = self.document.add_table(1, len(block.columns), "Table Grid")
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            cell.paragraphs[0].add_run(plain(column.heading)).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in block.rows:
            self._row(table, row)
        for cell_row in table.rows:
            cell_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell in cell_row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.style = "Table Text"
        self.document.add_paragraph()

    def _row(self, table: WordTable, row: Row) -> None:
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        if row.kind == "group":
            cells = (cells[0].merge(cells[-1]),)
        for number, (cell, lines) in enumerate(zip(cells, row.cells, strict=True)):
            for index, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                self._named(paragraph, bookmark("p", f"{row.id}/{number}/{index}"), line)
                for run in paragraph.runs:
                    run.bold = (number == 0 and index == 0) or row.kind != "row"
