"""The notice of a revision as a Word file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Mm

from closedcircuit.documents.notice_content import Cell, Content, Mark
from closedcircuit.documents.word_file import ALERT, airy, packed, shade, started


def notice_word(notice: Content, posted: datetime.date) -> bytes:
    """The bytes of a .docx; the day of posting is the only date of its properties."""
    words = notice.words
    document = started(notice.language, notice.title, posted, landscape=False)
    if notice.draft:
        run = document.add_paragraph().add_run(f"{words['draft']}: {words['draft_note']}")
        run.bold, run.font.color.rgb = True, ALERT
    document.add_paragraph(notice.operator)
    document.add_paragraph(notice.title, "Title")
    if notice.example:
        document.add_paragraph(notice.example)
    dates = _table(document, (34, 136), ())
    for label, text in (
        (words["posted"], notice.posted[0]),
        (words["effective"], notice.effective[0]),
        (words["version"], " → ".join(notice.versions)),
    ):
        row = _row(dates, (_text(label), _text(text)))
        shade(row[0])
    document.add_paragraph()
    document.add_paragraph(notice.intro)
    document.add_paragraph(words["reason"], "Heading 1")
    document.add_paragraph(notice.reason)
    if notice.summary:
        document.add_paragraph(words["summary"], "Heading 1")
    for line in notice.summary:
        document.add_paragraph(line, "List Bullet")
    _comparison(document, notice)
    _places(document, notice)
    document.add_paragraph(words["full"], "Heading 1")
    document.add_paragraph(notice.url or words["full"])
    if notice.contact:
        document.add_paragraph(f"{words['contact']}: {notice.contact}")
    document.add_paragraph(words["translation"])
    return packed(document)


def _comparison(document: Any, notice: Content) -> None:
    words = notice.words
    if not notice.rows:
        return
    document.add_paragraph(words["comparison"], "Heading 1")
    document.add_paragraph(words["legend"])
    table = _table(document, (76, 76, 18), (words["old"], words["new"], words["note"]))
    for row in notice.rows:
        cells = _row(table, (row.old, row.new, _text(row.note)), bold=row.heading)
        if row.heading:
            for cell in cells:
                shade(cell)
                cell.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph()


def _places(document: Any, notice: Content) -> None:
    words = notice.words
    if not notice.places:
        return
    document.add_paragraph(words["places"], "Heading 1")
    document.add_paragraph(words["places_legend"])
    table = _table(document, (40, 56, 56, 18), (words["place"], words["old"], words["new"], words["note"]))
    for row in notice.places:
        _row(table, (_text(", ".join(row.names)), row.old, row.new, _text(row.note)))
    document.add_paragraph()


def _text(text: str) -> Cell:
    return ((Mark(text),),)


def _table(document: Any, widths: Sequence[int], headings: Sequence[str]) -> Any:
    """A table whose columns are so many millimetres wide; its headings are repeated on every page."""
    table = document.add_table(0, 0, "Table Grid")
    table.autofit = False
    airy(table)
    for width in widths:
        table.add_column(Mm(width))
    if headings:
        for cell in _row(table, [_text(heading) for heading in headings], bold=True):
            shade(cell)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _row(table: Any, contents: Sequence[Cell], *, bold: bool = False) -> Any:
    cells = table.add_row().cells
    for cell, lines in zip(cells, contents, strict=True):
        for index, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            for mark in line:
                run = paragraph.add_run(mark.text)
                run.bold = bold or mark.style == "changed"
                run.underline = mark.style == "changed"
        for paragraph in cell.paragraphs:
            paragraph.style = "Table Text"
    return cells
