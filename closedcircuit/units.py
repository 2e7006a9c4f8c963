"""Quantities as an inventory writes them, and as the program counts with them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import NewType

Days = NewType("Days", int)
"""Whole days, written `30d`."""
BitsPerSecond = NewType("BitsPerSecond", int)
"""Bits per second, written `4Mbit/s`; prefixes are decimal."""
Bytes = NewType("Bytes", int)
"""Bytes, written `16TB`; prefixes are decimal."""

_PREFIX = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def _quantity(text: str, unit: str, kind: str) -> int:
    match = re.fullmatch(rf"([0-9]+(?:\.[0-9]+)?)([kMGT]?){re.escape(unit)}", text)
    if match is None:
        raise ValueError(f"{text!r} is no {kind}")
    return int(Decimal(match[1]) * _PREFIX[match[2]])


def days(text: str) -> Days:
    """`30d` is 30. Raises ValueError for anything else."""
    if not re.fullmatch(r"[0-9]+d", text):
        raise ValueError(f"{text!r} is no number of days")
    return Days(int(text[:-1]))


def bit_rate(text: str) -> BitsPerSecond:
    """`4Mbit/s` is 4,000,000. Raises ValueError for anything else."""
    return BitsPerSecond(_quantity(text, "bit/s", "bit rate"))


def capacity(text: str) -> Bytes:
    """`16TB` is 16 x 10^12. Raises ValueError for anything else."""
    return Bytes(_quantity(text, "B", "capacity"))


def date(text: str) -> datetime.date:
    """`2026-12-01`. Raises ValueError for anything else."""
    return datetime.date.fromisoformat(text)
