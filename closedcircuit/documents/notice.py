"""The notice of a revision, or of its withdrawal, as HTML, PDF and Word file: three views of one content.

Same revision, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from closedcircuit.documents.notice_content import Revision, content
from closedcircuit.documents.notice_word import notice_word
from closedcircuit.documents.page import rendered
from closedcircuit.documents.typeset import FONT, Document, typst_source
from closedcircuit.files import json_text


def notice(revision: Revision, templates: Sequence[Path], draft: bool) -> dict[str, bytes]:
    """The files of a notice by their paths: `<language>/notice.html`, `.pdf` and `.docx`, or `withdrawal`.

    The page stands beside `index.html` and `style.css` of its version. Raises InputError for a fault of a template and
    for a character that the font lacks.
    """
    files: dict[str, bytes] = {}
    for language in revision.new:
        said = content(revision, language, templates, draft)
        data = json_text(asdict(said))
        typst = typst_source("notice/notice.typ.j2", templates, {"data": data, "font": FONT})
        html = rendered("notice/notice.html.j2", templates, notice=said, languages=list(revision.new))
        files |= {
            f"{language}/{said.kind}.html": html.encode(),
            f"{language}/{said.kind}.pdf": Document(f"the {said.kind} ({language})", typst, revision.posted).pdf(),
            f"{language}/{said.kind}.docx": notice_word(said, revision.posted),
        }
    return files
