"""Quantities as an inventory writes them."""

from __future__ import annotations

import datetime

import pytest

from closedcircuit import units


def test_units_are_read() -> None:
    assert units.days("30d") == 30
    assert units.days("022d") == 22
    assert units.bit_rate("4Mbit/s") == 4_000_000
    assert units.bit_rate("1.5Mbit/s") == 1_500_000
    assert units.capacity("16TB") == 16 * 10**12
    assert units.capacity("0.5GB") == 500_000_000
    assert units.date("2026-12-01") == datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (units.days, "30"),
        (units.days, "-1d"),
        (units.days, "1.5d"),
        (units.days, "30d "),
        (units.bit_rate, "4Mb/s"),
        (units.bit_rate, "4 Mbit/s"),
        (units.capacity, "16TiB"),
        (units.capacity, ""),
        (units.date, "2026-02-30"),
        (units.date, "1.12.2026"),
    ],
)
def test_anything_else_is_refused(read: object, text: str) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match=r"is no|[Ii]nvalid|out of range"):
        read(text)
