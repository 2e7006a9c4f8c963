"""Whether the clock may be believed, before anything is destroyed by it.

The last time that was seen is kept. A clock that went back, or leapt more than two days while nobody vouches for it,
is not believed, until it follows its source again or a person accepts it.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import configuration
from .days import stamp
from .files import read_json, write_json

LEAP_SECONDS = 48 * 3600
"""How far the clock may have moved since it was last seen without a source that vouches for it."""
_TIMEOUT = 10
_FIELDS = 14


@dataclass(frozen=True)
class Reading:
    """The clock at the start of a run, in whole seconds; `doubt` says why it is not believed, else nothing."""

    now: float
    last: float | None
    synchronised: bool
    doubt: str

    @property
    def backwards(self) -> bool:
        """Whether it certainly is wrong."""
        return bool(self.doubt) and self.last is not None and self.now < self.last


def read(now: float, file: Path, clock: configuration.Clock) -> Reading:
    """Judge the clock that says `now` by the time that `file` holds and by what the time service says."""
    value = read_json(file).get("last")
    last = float(value) if value is not None else None
    synchronised = follows(clock)
    doubt = ""
    if not synchronised:
        if last is None:
            doubt = f"no time was seen here before, and the clock does not follow {clock.source} yet"
        elif now < last:
            doubt = f"the clock went back from {stamp(last)} to {stamp(now)}"
        elif now - last > LEAP_SECONDS:
            doubt = f"the clock moved from {stamp(last)} to {stamp(now)} and does not follow {clock.source}"
    return Reading(now, last, synchronised, doubt)


def remember(now: float, file: Path) -> None:
    """Keep a time that is believed."""
    write_json(file, {"last": now})


def follows(clock: configuration.Clock) -> bool:
    """Whether chrony follows the source that was named: fields 2 and 14 of `chronyc -n -c tracking`."""
    try:
        answer = subprocess.run(  # noqa: S603 - the command is the configuration's, and no shell reads it
            clock.command, capture_output=True, text=True, timeout=_TIMEOUT, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    fields = answer.strip().split(",")
    return (
        len(fields) == _FIELDS
        and fields[1] == clock.source
        and fields[13] in ("Normal", "Insert second", "Delete second")
    )
