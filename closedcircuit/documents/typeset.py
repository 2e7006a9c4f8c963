"""The one door to Typst: a template and values in, PDF, PNG or SVG out. No file is read and nothing is downloaded.

The only font is Noto Sans KR (Hangul, hanja, Latin), which an installed package carries, so that every machine sets
the same bytes. A character that the font lacks, a warning of Typst, a `panic` of the template and, where a document
must have one page, a second page are errors that name the document.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import typst
from jinja2.sandbox import ImmutableSandboxedEnvironment

from closedcircuit.documents.slots import guarded
from closedcircuit.documents.wording import source
from closedcircuit.errors import InputError, Position, Problem, ToolError

FONT = "Noto Sans KR"
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_ONE_PAGE = """
#context { let pages = counter(page).final().first(); if pages > 1 { panic(
  "fills " + str(pages) + " pages, and has to fit on one; shorten its texts or choose a larger size") } }
"""


class Document:
    """Typst source, read once and set in any format. `name` is the document as people should read it in an error.

    `day` is the date that the PDF carries. `one_page` makes a second page an error. All methods raise InputError.
    """

    def __init__(self, name: str, text: str, day: datetime.date, *, one_page: bool = False) -> None:
        self._name = name
        self._time = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        text += _ONE_PAGE if one_page else ""
        self._text = text.encode("utf-8")

    def pdf(self) -> bytes:
        """A tagged PDF that keeps PDF/UA-1 and PDF/A-2a."""
        return self._set(format="pdf", pdf_standards=_STANDARDS)[0]

    def png(self, ppi: float) -> list[bytes]:
        """A picture of every page at so many pixels per inch, held to the same standards as the PDF."""
        self.pdf()
        return self._set(format="png", ppi=ppi)

    def svg(self) -> list[bytes]:
        """A drawing of every page, held to the same standards as the PDF."""
        self.pdf()
        return self._set(format="svg")

    def _set(self, **how: Any) -> list[bytes]:
        try:
            pages, warnings = _compiler().compile_with_warnings(self._text, timestamp=self._time, **how)
        except typst.TypstError as error:
            raise self._error(error.message, error.hints) from error
        for warning in warnings:
            raise self._error(warning.message, warning.hints)
        return pages if isinstance(pages, list) else [pages or b""]

    def _error(self, message: str, hints: Sequence[str]) -> InputError:
        # A panic shows its text as Typst writes a string; the text is ours, so its quotes are all there is to undo.
        text = message.removeprefix("panicked with: ").strip('"')
        return InputError([Problem(Position(self._name), text, "; ".join(hints))])


def typst_source(name: str, templates: Sequence[Path], values: Mapping[str, Any]) -> str:
    """Render the Jinja template `name` to Typst source, in which every value is a quoted string.

    `templates` are folders, the first that holds a file wins, also for what the template includes. Raises InputError
    for a fault of a template, ToolError where none of the folders holds it.
    """
    environment = _environment(tuple(templates))
    return guarded(name, lambda: environment.get_template(name).render(values))


def quoted(value: object) -> str:
    """A value as a Typst string: whatever it holds, Typst reads text and nothing else.

    Raises TypeError for what is neither text nor a whole number, so that a slip in a template does not print.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"a {type(value).__name__} is no text")
    return '"' + "".join(_character(character) for character in str(value)) + '"'


def _character(character: str) -> str:
    if character in '\\"':
        return "\\" + character
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


@functools.lru_cache(maxsize=4)
def _environment(templates: tuple[Path, ...]) -> jinja2.Environment:
    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        text = source(name, templates).text
        return text, name, lambda: source(name, templates).text == text

    return ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        finalize=quoted,
        autoescape=False,  # `finalize` quotes every value
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@functools.cache
def _compiler() -> typst.Compiler:
    folder = Path(str(resources.files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanskr"))
    if not folder.is_dir():
        raise ToolError(f"the installed package justmytype-intl-cjk lacks {FONT}; install closedcircuit again")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    # Nothing is read from the root, but without one Typst takes the folder in which the command was called.
    return typst.Compiler(root=folder, font_paths=fonts)
