"""Read an edited Word file: what it says once every tracked change is accepted, and which words of it are named.

Nothing is left out silently: an insertion counts, a deletion does not, and whatever is neither text nor a mark of ours
(a picture, a footnote, a field) is told. The file comes from outside: sizes are bounded before anything is unpacked,
and XML with a document type, entities or references elsewhere is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from closedcircuit.errors import InputError, Position, Problem

MAX_FILE = 16 * 1024 * 1024
_MAX_PART = 32 * 1024 * 1024
_MAX_PARTS = 2000
_MAX_DEPTH = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "word/document.xml"

_INTO = ("hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo")
_DELETED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")
_SILENT = (
    *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr"),
    *("customXmlPr", "proofErr", "permStart", "permEnd", "softHyphen", "lastRenderedPageBreak"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
)
_NAMES = {
    **dict.fromkeys(("drawing", "pict", "object"), "a picture"),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "a footnote"),
    **dict.fromkeys(("fldChar", "fldSimple", "instrText"), "a field"),
    "sym": "a symbol of a symbol font",
    "tab": "a tab",
}


@dataclass(frozen=True)
class Revision:
    """A tracked change: who, whether words came or went, and which."""

    author: str
    kind: str
    text: str


@dataclass(frozen=True)
class Fact:
    """A bookmark of a fact: its name and the words that it holds; None where it ends in another paragraph."""

    name: str
    start: int
    text: str | None


@dataclass
class Part:
    """A paragraph, or a cell of a table with all its paragraphs, parted by line feeds.

    `names` are the bookmarks of paragraphs that start in it, `table` the number of its table, `odd` what in it is no
    text.
    """

    style: str
    table: int | None = None
    text: str = ""
    names: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Comment:
    """A remark on the text."""

    author: str
    text: str


@dataclass(frozen=True)
class WordFile:
    """What an edited file says, from top to bottom."""

    parts: tuple[Part, ...]
    comments: tuple[Comment, ...]
    marks: frozenset[str]


def read(content: bytes, shown: str) -> WordFile:
    """The text of a .docx; `shown` is its path as people should read it. Raises InputError for what is none."""
    archive = _Archive(content, shown)
    reader = _Reader(archive.styles())
    body = archive.part(_XML).find(f"{_W}body")
    if body is None:
        archive.refuse("is no Word file: it has no text", "save it as .docx")
    reader.body(body)
    return WordFile(tuple(reader.parts), tuple(archive.comments()), frozenset(reader.marks))


class _Archive:
    """The parts of the file, each read at most once and never larger than allowed."""

    def __init__(self, content: bytes, shown: str) -> None:
        self._where = Position(shown)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            self.refuse("is no Word file", "save it as .docx")
        if len(self._zip.infolist()) > _MAX_PARTS:
            self.refuse(f"has more than {_MAX_PARTS} parts")

    def refuse(self, message: str, advice: str = "") -> NoReturn:
        raise InputError([Problem(self._where, message, advice)])

    def part(self, name: str) -> Element:
        """The root of an XML part."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(_MAX_PART + 1)
        except KeyError:
            self.refuse(f"is no Word file: it lacks {name}", "save it as .docx")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            self.refuse(f"is damaged or has a password: {name} cannot be read", "save it again, without a password")
        except Exception as error:  # zlib and lzma have errors of their own
            self.refuse(f"is damaged: {name} cannot be read ({type(error).__name__})", "save it again")
        if len(content) > _MAX_PART:
            self.refuse(f"is refused: {name} is larger than {_MAX_PART:,} bytes")
        try:
            root: Element = fromstring(content, forbid_dtd=True)
        except DefusedXmlException:
            self.refuse(f"is refused: {name} declares a document type or entities", "no word processor writes any")
        except (ParseError, ValueError, LookupError):
            self.refuse(f"is damaged: {name} is no XML", "save it again")
        return root

    def styles(self) -> dict[str, str]:
        """The names of styles by their ids."""
        if "word/styles.xml" not in self._zip.namelist():
            return {}
        found = {}
        for style in self.part("word/styles.xml").iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            if name is not None:
                found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
        return found

    def comments(self) -> Iterator[Comment]:
        """Every remark."""
        if "word/comments.xml" in self._zip.namelist():
            for comment in self.part("word/comments.xml").iter(f"{_W}comment"):
                text = " ".join(text.text or "" for text in comment.iter(f"{_W}t"))
                yield Comment(comment.get(f"{_W}author", ""), text)


class _Reader:
    """Walks the body. A bookmark may start before a paragraph and end in another: numbers tell which is which."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.parts: list[Part] = []
        self.marks: set[str] = set()
        self._styles = styles
        self._open: dict[str, tuple[str, Part, int]] = {}
        self._early: list[Element] = []
        self._tables = 0
        self._joining: Part | None = None

    def body(self, element: Element, table: int | None = None, depth: int = 0) -> None:
        for child in element:
            tag = _tag(child)
            if tag == "p":
                self._paragraph(child, table)
            elif tag == "tbl":
                self._table(child)
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._bookmark(child)
            elif tag in (*_INTO, "sdt", *_INSERTED) and depth < _MAX_DEPTH:
                self.body(child, table, depth + 1)
            elif tag not in _SILENT and tag not in _DELETED:
                self.parts.append(Part("", table, odd=[_NAMES.get(tag, f"<{tag}>")]))

    def _bookmark(self, element: Element) -> None:
        """One between paragraphs: a start counts for the next one."""
        if _tag(element) == "bookmarkStart":
            self._early.append(element)
        else:
            self._end(element, None)

    def _table(self, element: Element) -> None:
        self._tables += 1
        self._joining = None
        self._rows(element, self._tables, 0)

    def _rows(self, element: Element, table: int, depth: int) -> None:
        """The cells of every row that is not deleted."""
        for child in element:
            tag = _tag(child)
            if tag == "tc":
                at = len(self.parts)
                self.body(child, table)
                self._joining = None
                self.parts[at:] = [_joined(self.parts[at:], table)]
            elif tag in ("bookmarkStart", "bookmarkEnd"):
                self._bookmark(child)
            elif tag not in _SILENT and depth < _MAX_DEPTH and child.find(f"{_W}trPr/{_W}del") is None:
                self._rows(child, table, depth + 1)

    def _paragraph(self, element: Element, table: int | None) -> None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = self._styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
        if self._joining is None:
            part = Part(name, table)
            self.parts.append(part)
        else:
            part = self._joining
            part.style = name
        for early in self._early:
            self._start(early, part)
        self._early = []
        self._runs(element, part, None, 0)
        # A paragraph whose end is deleted goes on with the next one; if nothing of it is left, all of it is gone.
        ends = element.find(f"{_W}pPr/{_W}rPr/{_W}del") is None
        self._joining = None if ends or not part.text else part

    def _runs(self, element: Element, part: Part, change: Revision | None, depth: int) -> None:
        if depth > _MAX_DEPTH:
            part.odd.append("text nested too deeply")
            return
        for child in element:
            tag = _tag(child)
            if tag == "r":
                self._run(child, part, change)
            elif tag == "bookmarkStart":
                self._start(child, part)
            elif tag == "bookmarkEnd":
                self._end(child, part)
            elif tag in (*_DELETED, *_INSERTED):
                gone = change is not None and change.kind == "del"
                kind = "del" if tag in _DELETED or gone else "ins"
                self._runs(child, part, Revision(child.get(f"{_W}author", ""), kind, ""), depth + 1)
            elif tag in (*_INTO, "sdt"):
                self._runs(child, part, change, depth + 1)
            elif tag not in _SILENT:
                part.odd.append(_NAMES.get(tag, f"<{tag}>"))

    def _run(self, element: Element, part: Part, change: Revision | None) -> None:
        text = ""
        for child in element:
            tag = _tag(child)
            if tag in ("t", "delText"):
                text += child.text or ""
            elif tag in ("br", "cr") and child.get(f"{_W}type", "textWrapping") == "textWrapping":
                text += "\n"
            elif tag == "noBreakHyphen":
                text += "-"
            elif tag not in _SILENT and (change is None or change.kind == "ins"):
                part.odd.append(_NAMES.get(tag, "a page break" if tag == "br" else f"<{tag}>"))
        if change and text:
            last = part.revisions[-1] if part.revisions else None
            if last and (last.author, last.kind) == (change.author, change.kind):
                part.revisions[-1] = Revision(last.author, last.kind, last.text + text)
            else:
                part.revisions.append(Revision(change.author, change.kind, text))
        if change is None or change.kind == "ins":
            part.text += text

    def _start(self, element: Element, part: Part) -> None:
        name = element.get(f"{_W}name", "")
        self.marks.add(name)
        if name.startswith("p_"):
            part.names.append(name)
        elif name.startswith("f_"):
            self._open[element.get(f"{_W}id", "")] = (name, part, len(part.text))

    def _end(self, element: Element, part: Part | None) -> None:
        name, began, start = self._open.pop(element.get(f"{_W}id", ""), ("", None, 0))
        if began:
            began.facts.append(Fact(name, start, began.text[start:] if began is part else None))


def _joined(parts: list[Part], table: int) -> Part:
    """The paragraphs of a cell as one."""
    if any(part.table != table for part in parts):
        return Part("", table, odd=["a table in a table"])
    whole = Part(parts[0].style if parts else "", table)
    for part in parts:
        if whole.text or whole.names:
            whole.text += "\n"
        shift = len(whole.text)
        whole.facts += [Fact(fact.name, fact.start + shift, fact.text) for fact in part.facts]
        whole.text += part.text
        whole.names += part.names
        whole.revisions += part.revisions
        whole.odd += part.odd
    return whole


def _tag(element: Element) -> str:
    return element.tag.removeprefix(_W)
