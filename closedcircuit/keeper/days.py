"""Days of the site's own zone, which may last 23 or 25 hours, and the moment at which the footage of one is over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Retention:
    """A retention period of whole days, and the first day on which it holds."""

    since: datetime.date
    days: int


def day_of(moment: float, zone: ZoneInfo) -> datetime.date:
    """The day in the zone at a moment in seconds of the epoch."""
    return datetime.datetime.fromtimestamp(moment, zone).date()


def end_of(day: datetime.date, zone: ZoneInfo) -> float:
    """The first moment that no longer belongs to the day, in seconds of the epoch."""
    return moment_of(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()), zone)


def moment_of(local: datetime.datetime, zone: ZoneInfo) -> float:
    """Seconds of the epoch of a time on the wall; of an hour that comes twice, the later one, so nothing goes early."""
    return max(local.replace(tzinfo=zone, fold=fold).timestamp() for fold in (0, 1))


def deadline(last_end: float, days: int, zone: ZoneInfo) -> float:
    """When footage that ended at `last_end` is over: the same time on the wall, so many days later."""
    local = datetime.datetime.fromtimestamp(last_end, zone).replace(tzinfo=None)
    return moment_of(local + datetime.timedelta(days=days), zone)


def in_force(values: Sequence[Retention], today: datetime.date) -> int:
    """The days that hold today: of several values the one that began last, before all of them the first."""
    begun = [value for value in sorted(values) if value.since <= today]
    return (begun[-1] if begun else min(values)).days


def stamp(moment: float) -> str:
    """A moment as records write it: UTC, to the second."""
    return datetime.datetime.fromtimestamp(int(moment), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_day(name: str) -> datetime.date | None:
    """The day that a directory is named after, or None."""
    try:
        day = datetime.date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None
