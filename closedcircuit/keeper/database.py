"""What ZoneMinder's own database says of its events, asked by MariaDB's client: start, end, monitor.

Its times are those on the wall of the site's zone. Names and the database tell how old footage is; file times do not.
"""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .days import moment_of
from .errors import KeeperError

_QUERY = "SELECT Id, MonitorId, StartDateTime, COALESCE(EndDateTime, '') FROM Events WHERE StartDateTime IS NOT NULL"
_TIMEOUT = 120


@dataclass(frozen=True)
class Event:
    """An event: the directory of its camera, the day it belongs to, start and end; no end while it is being written."""

    id: str
    directory: str
    day: datetime.date
    start: float
    end: float | None


def events(client: Sequence[str], zone: ZoneInfo) -> list[Event]:
    """Every event. Raises KeeperError where the database does not answer."""
    try:
        answer = subprocess.run(  # noqa: S603 - the command is the configuration's, and no shell reads it
            [*client, "--batch", "--skip-column-names", "--execute", _QUERY],
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", None) or str(error)
        raise KeeperError(f"the recording software's database does not answer: {told.strip()[:200]}") from error
    return [_event(line, zone) for line in answer.splitlines()]


def last_ends(found: Sequence[Event], longest: float) -> dict[tuple[str, datetime.date], float]:
    """When the last event of a directory's day ended, by directory and day; an open one lasts as long as one can."""
    ends: dict[tuple[str, datetime.date], float] = {}
    for event in found:
        end = event.end if event.end is not None else event.start + longest
        key = event.directory, event.day
        ends[key] = max(end, ends.get(key, end))
    return ends


def _event(line: str, zone: ZoneInfo) -> Event:
    try:
        number, monitor, start, end = line.split("\t")
        began = datetime.datetime.fromisoformat(start)
        ended = moment_of(datetime.datetime.fromisoformat(end), zone) if end else None
    except ValueError as error:
        raise KeeperError(f"the recording software's database answered {line[:80]!r}") from error
    return Event(number, monitor, began.date(), moment_of(began, zone), ended)
