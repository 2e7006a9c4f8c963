"""How a fact reads in each language."""

from __future__ import annotations

import datetime
from typing import Literal

from closedcircuit.documents.facts import Fact
from closedcircuit.model import Label

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
"""The Korean text governs; the others are translations."""
MISSING = "—"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_language(label: Label, language: Language) -> str:
    """A label's text in one language."""
    return label.ko if language == "ko" else label.en


def say(fact: Fact, language: Language) -> str:
    """The fact's value in words; a dash for what is missing.

    Numbers come without their noun (`48`), days with it (`30일`, `30 days`). No value brings a Korean particle along.
    """
    match fact.value:
        case None:
            return MISSING
        case Label() as label:
            return in_language(label, language)
        case datetime.date() as day:
            korean = f"{day.year}년 {day.month}월 {day.day}일"
            return korean if language == "ko" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        case int() as number if fact.kind == "days":
            return f"{number:,}일" if language == "ko" else f"{number:,} day" + "s" * (number != 1)
        case int() as number:
            return f"{number:,}"
        case str() as text if fact.kind == "hours":
            return _hours(text, language)
        case str() as text if fact.kind == "ground":
            return _ground(text, language)
        case text:
            return text


def _hours(text: str, language: Language) -> str:
    if text == "24h":
        return "24시간" if language == "ko" else "24 hours"
    return text.replace("-", "~" if language == "ko" else " to ", 1)


def _ground(text: str, language: Language) -> str:
    """`25-1-2` is item 2 of Article 25(1)."""
    article, paragraph, item = [*text.split("-"), "", ""][:3]
    if language == "ko":
        return f"제{article}조제{paragraph}항제{item}호"
    return f"Article {article}({paragraph}){item}"
