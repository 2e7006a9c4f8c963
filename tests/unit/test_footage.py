"""How far footage reaches, and where it is silent: by names, which tell beginnings, and by events, which tell ends."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from closedcircuit import drivers
from closedcircuit.keeper.footage import Piece, silences
from closedcircuit.keeper.names import began

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
DAY = datetime.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("stem", "local"),
    [("120000+0900", "12:00:00"), ("120000", "12:00:00"), ("2026-12-01_12-00-00", "12:00:00"), ("cam1", None)],
)
def test_a_name_tells_when_a_file_began(stem: str, local: str | None) -> None:
    found = began(stem, DAY, SEOUL)
    expected = datetime.datetime.fromisoformat(f"2026-12-01T{local}+09:00").timestamp() if local else None
    assert found == expected


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset() -> None:
    day = datetime.date(2026, 10, 25)
    first, second = began("023000+0200", day, BERLIN), began("023000+0100", day, BERLIN)
    assert first is not None
    assert second == first + 3600
    assert began("023000", day, BERLIN) == second, "nothing goes early"


def test_files_of_a_minute_leave_no_silence_and_a_missing_quarter_is_one() -> None:
    minutes = [*range(30), *range(45, 60)]
    pieces = [Piece(60.0 * minute) for minute in minutes]
    assert silences(pieces, 3600.0, 120) == [(29 * 60.0, 45 * 60.0)]


def test_what_stopped_is_silent_until_now() -> None:
    assert silences([Piece(0.0, 300.0)], 1000.0, 600) == [(300.0, 1000.0)]
    assert silences([Piece(0.0, 300.0)], 900.0, 600) == []
    assert silences([], 1000.0, 600) == []


def test_an_event_that_lies_in_another_ends_nothing_early() -> None:
    assert silences([Piece(0.0, 3600.0), Piece(10.0, 20.0)], 3700.0, 600) == []


@pytest.mark.parametrize(
    ("start", "end", "hours", "heard"),
    [
        ("02:00:00", "04:00:00", "24h", True),
        ("02:00:00", "04:00:00", "06:00-22:00", False),
        ("05:00:00", "06:05:00", "06:00-22:00", False),
        ("05:00:00", "06:15:00", "06:00-22:00", True),
        ("02:00:00", "02:15:00", "22:00-06:00", True),
        ("23:00:00", "23:30:00", "06:00-24:00", True),
    ],
)
def test_a_silence_counts_in_the_declared_hours_alone(start: str, end: str, hours: str, heard: bool) -> None:
    assert drivers._heard(f"2026-12-01T{start}+09:00", f"2026-12-01T{end}+09:00", hours) is heard
