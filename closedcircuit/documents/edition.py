"""Every file of one version of the policy, in all languages: page, stylesheet, structure, PDF and Word file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from closedcircuit.documents.page import page
from closedcircuit.documents.text import PolicyText, to_json
from closedcircuit.documents.typeset import FONT, Document, typst_source
from closedcircuit.documents.word import word
from closedcircuit.documents.wording import source
from closedcircuit.documents.words import Language
from closedcircuit.files import json_text


def edition(
    texts: Mapping[Language, PolicyText], effective: datetime.date, templates: Sequence[Path], draft: bool
) -> dict[str, bytes]:
    """The files by their paths; `effective` is the only date in them. The same texts give the same bytes.

    Raises InputError for a fault of a template and for a character that the font lacks.
    """
    files: dict[str, bytes] = {}
    for language, text in texts.items():
        data = json_text(to_json(text, draft))
        files |= {
            f"{language}/index.html": page(text, templates, draft).encode(),
            f"{language}/style.css": source("page/style.css", templates).text.encode(),
            f"{language}/policy.json": data.encode(),
            f"{language}/policy.pdf": _printed(language, data, effective, templates),
            f"{language}/policy.docx": word(text, effective, draft),
        }
    return files


def _printed(language: Language, data: str, effective: datetime.date, templates: Sequence[Path]) -> bytes:
    typst = typst_source("page/policy.typ.j2", templates, {"data": data, "font": FONT})
    return Document(f"the policy ({language})", typst, effective).pdf()
