"""What every Word file of ours has in common: page, fonts of both scripts, properties, and the same bytes each time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from closedcircuit.documents.words import Language

_FONT = {"ko": "맑은 고딕", "en": "Malgun Gothic"}
_DRAFT = {"ko": "초안: 공개된 방침이 아닙니다.", "en": "DRAFT: not the published policy."}
_EPOCH = (1980, 1, 1, 0, 0, 0)
INK, ACCENT, ALERT = RGBColor(0x1A, 0x24, 0x2D), RGBColor(0x0A, 0x4D, 0x78), RGBColor(0x9A, 0x2B, 0x12)


def started(language: Language, title: str, day: datetime.date, *, landscape: bool) -> Any:
    """An empty A4 document whose styles set Korean and Latin alike; `day` is the only date that it carries."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    styles = document.styles
    styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:eastAsia"), "ko-KR")
    styles.add_style("Table Text", 1).base_style = styles["Normal"]
    for name in ("Normal", "Title", "Heading 1", "List Bullet", "Caption", "Table Grid", "Table Text"):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT[language])
        if name in ("Title", "Heading 1", "Caption"):
            style.font.color.rgb = ACCENT if name == "Heading 1" else INK
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Caption", 10.5), ("Table Text", 9)):
        styles[name].font.size = Pt(size)
    styles["Table Text"].paragraph_format.space_after = Pt(0)
    styles["Title"].font.bold = True
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "", ""
    properties.comments, properties.language, properties.revision = "", f"{language}", 1
    properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
    return document


def airy(table: Any) -> None:
    """Give the cells of a table room around their text."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 57), ("left", 113), ("bottom", 57), ("right", 113)):
        margins.append(OxmlElement(f"w:{side}", attrs={qn("w:w"): str(twips), qn("w:type"): "dxa"}))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def shade(cell: Any) -> None:
    """Set a cell of a heading off from the others."""
    attributes = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): "EEF2F5"}
    cell._tc.get_or_add_tcPr().append(OxmlElement("w:shd", attrs=attributes))


def numbered(document: Any) -> int:
    """The number of a list `1.`, `2.` for headings: who adds or deletes one in Word need not renumber the others."""
    numbering = document.part.numbering_part.element
    level = OxmlElement("w:lvl", attrs={qn("w:ilvl"): "0"})
    for tag, value in (("start", "1"), ("numFmt", "decimal"), ("suff", "space"), ("lvlText", "%1.")):
        level.append(OxmlElement(f"w:{tag}", attrs={qn("w:val"): value}))
    kinds = numbering.findall(qn("w:abstractNum"))
    key = str(max(int(kind.get(qn("w:abstractNumId"))) for kind in kinds) + 1)
    kind = OxmlElement("w:abstractNum", attrs={qn("w:abstractNumId"): key})
    kind.append(level)
    kinds[-1].addnext(kind)
    return int(numbering.add_num(int(key)).numId)


def mark_draft(document: Any, language: Language) -> None:
    """Say at the top of every page that this is a draft, and have Word track whatever is changed in it."""
    section = document.sections[0]
    section.top_margin = Mm(26)
    run = section.header.paragraphs[0].add_run(_DRAFT[language])
    run.bold, run.font.color.rgb = True, ALERT
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(OxmlElement("w:trackRevisions"))


def packed(document: Any) -> bytes:
    """The file with its parts in one order and without the time of day."""
    written, result = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as out:
        for name in _ordered(parts.namelist()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, parts.read(name))
    return result.getvalue()


def _ordered(names: list[str]) -> Iterator[str]:
    yield "[Content_Types].xml"
    yield from sorted(name for name in names if name != "[Content_Types].xml")
