"""What tests of signs share: how a sign is set, and what stands where on it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pdfplumber

from closedcircuit.documents.sign import SignText, sign_texts, version_in_force
from closedcircuit.documents.signage import sign_document
from closedcircuit.documents.typeset import Document
from closedcircuit.inventory import Inventory
from closedcircuit.resources import shared

CAP = 0.733
"""The height of a capital letter and of a digit of Noto Sans KR, in font sizes."""
MM = 72 / 25.4
TEMPLATES = [shared("templates")]


def texts(loaded: Inventory) -> dict[str, SignText]:
    """Every sign of the sites in service, by its id."""
    version = version_in_force(loaded)
    sites = [site for site in loaded.sites.values() if site.in_service]
    return {text.id: text for site in sites for text in sign_texts(loaded, site, version)}


def document(loaded: Inventory, text: SignText, size: str, draft: bool = False) -> Document:
    return sign_document(text, size, version_in_force(loaded), TEMPLATES, draft)


@dataclass(frozen=True)
class Letter:
    """A letter, its height in millimetres by what capital letters have, and its place in points."""

    text: str
    height: float
    left: float
    right: float
    top: float
    bottom: float


class Page:
    """The one page of a sign: its letters, and its text without any space."""

    def __init__(self, pdf: bytes) -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            (page,) = opened.pages
            self.width, self.height = page.width, page.height
            self.glyphs = [
                Letter(char["text"], char["size"] * CAP / MM, *(char[side] for side in ("x0", "x1", "top", "bottom")))
                for char in page.chars
                if char["text"].strip()
            ]
        # A ligature is one letter on the page and several in the text.
        self._letters = [(text, glyph) for glyph in self.glyphs for text in glyph.text]
        self.text = "".join(text for text, _ in self._letters)

    def has(self, words: str) -> bool:
        return _close(words) in self.text

    def find(self, words: str, after: str = "") -> list[Letter]:
        """The letters of the first place where these words stand, right after others."""
        before = len(_close(after))
        start = self.text.index(_close(after + words)) + before
        return [glyph for _, glyph in self._letters[start : start + len(_close(words))]]

    def least(self, words: str, after: str = "") -> float:
        """The height of their least letter."""
        return min(letter.height for letter in self.find(words, after))

    def breaks(self, words: str, word: str) -> bool:
        """Whether a word of these words is broken: stands on more than one line."""
        start = len(_close(words[: words.index(word)]))
        return len({round(letter.bottom) for letter in self.find(words)[start : start + len(word)]}) > 1

    def outside(self) -> list[str]:
        """Letters that leave the page."""
        return [
            letter.text
            for letter in self.glyphs
            if min(letter.left, letter.top) < 0 or letter.right > self.width or letter.bottom > self.height
        ]

    def overlapping(self) -> list[str]:
        """Letters in whose middle another one stands."""
        return [
            f"{other.text} over {letter.text}"
            for letter in self.glyphs
            for other in self.glyphs
            if other is not letter
            and other.left < (letter.left + letter.right) / 2 < other.right
            and other.top + 1 < (letter.top + letter.bottom) / 2 < other.bottom - 1
        ]


def _close(words: str) -> str:
    return re.sub(r"\s+", "", words)
