"""When a file of footage began, by its name: file times are no evidence, since whoever copies a file makes new ones."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

from .days import moment_of

_TIME = re.compile(r"(?<!\d)([01]\d|2[0-3])[-_:.]?([0-5]\d)[-_:.]?([0-5]\d)([+-]\d{4})?(?!\d)")


def began(stem: str, day: datetime.date, zone: ZoneInfo) -> float | None:
    """When a file of a day began, by the one time in its name, and the offset from UTC after it if there is one.

    None where its name tells no time. Without an offset an hour that comes twice is taken for the later one.
    """
    found = _TIME.findall(stem.replace(day.isoformat(), "").replace(day.strftime("%Y%m%d"), ""))
    if len(found) != 1:
        return None
    hour, minute, second, offset = found[0]
    local = datetime.datetime.combine(day, datetime.time(int(hour), int(minute), int(second)))
    if offset:
        return datetime.datetime.strptime(f"{local.isoformat()}{offset}", "%Y-%m-%dT%H:%M:%S%z").timestamp()
    return moment_of(local, zone)
