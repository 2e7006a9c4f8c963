"""Recording software: a module for each kind, all with the same four functions.

    desired(recorder, secrets)      what its configuration should say: packages, files, units, and what it must answer
    apply(desired)                  the component by which a deploy makes a host so
    read_back(recorder, said)       from what the host says to facts about each camera's recording, and about people
    cannot_promise(recorder)        what nobody should believe of this software, for people

Pure, all of them: the deploy applies components and the observation runs `ASK`, whatever the driver. `LAYOUT` is how
the software lays out the store, `OWNER` its account.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from closedcircuit.fleet.component import Component, File
from closedcircuit.recorder import Channel, Layout, Recorder


@dataclass(frozen=True)
class Desired:
    """What must hold on a recorder for its software to record as declared.

    `states` are shell commands with the exact text that each must print, for what lies in no file: rows of a database,
    accounts. `started` units run; `idle` ones are installed and stopped, as those of planned cameras.
    """

    packages: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    states: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    started: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What the host said: the lines that `ASK` printed, and of each camera what the walk of its store found.

    `walk` is `cameras` of the answer of `python3 -m keeper footage`: by camera `oldest` and `newest` (moments, as in
    2026-12-01T09:00:00+09:00, or None), `silences` (pairs of moments), `undated` (files whose name tells no time),
    `software` (`oldest` and `newest` by its database, or None), `now`.
    """

    lines: Sequence[str]
    walk: Mapping[str, Any]
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The oldest day of which the key store holds a key, by retention group."""


@dataclass(frozen=True)
class ReadBack:
    """What was read back; what is not known lacks.

    `recording` are facts by camera, as `recording` in schemas/observed.json. `people` are the rights of everybody whom
    the software itself lets in, by login, as the inventory names rights; None where that is not known.
    """

    recording: dict[str, dict[str, Any]]
    people: Mapping[str, tuple[str, ...]] | None


class Driver(Protocol):
    """A kind of recording software. The modules of this package are the drivers."""

    LAYOUT: Layout
    OWNER: str
    EVENT_SECONDS: int
    """By how much a file may outlast the moment in its name, or an event the day on which it began."""
    PREVIEWS: tuple[str, ...]
    """Folders of thumbnails that the software makes anew; the keeper empties them when a day goes."""
    DATABASE: tuple[str, ...]
    """MariaDB's client with the arguments that reach the software's database; empty where there is none."""
    ASK: str
    """A shell command that root runs on the recorder; what it prints, `read_back` reads. It never waits for long."""

    def desired(self, recorder: Recorder, secrets: Mapping[str, str]) -> Desired:
        """What must hold on the host; `secrets` holds the values of the logins by their names."""

    def apply(self, desired: Desired) -> Component:
        """The component that makes it hold. Its id is "recording"."""

    def read_back(self, recorder: Recorder, said: Said) -> ReadBack:
        """What it records, and whom it lets in. Raises ValueError or KeyError for an answer that is not understood."""

    def cannot_promise(self, recorder: Recorder) -> tuple[str, ...]:
        """Sentences for people, in English."""


def walked(recorder: Recorder, said: Said) -> dict[str, dict[str, Any]]:
    """What the store alone tells of each camera: `oldest`, `newest`, `dated`, `silences`, `agrees`."""
    facts: dict[str, dict[str, Any]] = {}
    for channel in recorder.channels:
        found = said.walk.get(channel.camera)
        if found is None:
            continue
        fact: dict[str, Any] = {}
        if found["oldest"] is not None:
            fact |= {"oldest": found["oldest"][:10], "newest": found["newest"][:10], "dated": found["undated"] == 0}
            fact["agrees"] = _agree(found, said.keys.get(channel.group))
        if channel.live:
            fact["silences"] = [
                {"from": start, "to": end} for start, end in found["silences"] if _heard(start, end, channel.hours)
            ]
            if found["oldest"] is None and found.get("now"):
                fact["silences"] = [{"to": found["now"]}]
        facts[channel.camera] = fact
    return facts


_HOUR = datetime.timedelta(hours=1)
_SILENCE = datetime.timedelta(minutes=10)


def _agree(found: Mapping[str, Any], oldest_key: str | None) -> bool:
    """Whether database and files agree on the oldest footage within an hour, and no key is younger than it."""
    oldest = datetime.datetime.fromisoformat(found["oldest"])
    software = found.get("software")
    if software is not None:
        if software["oldest"] is None:
            return False
        if abs(datetime.datetime.fromisoformat(software["oldest"]) - oldest) > _HOUR:
            return False
    return oldest_key is None or oldest_key <= str(found["oldest"])[:10]


def _heard(start: str, end: str, hours: str | None) -> bool:
    """Whether more than ten minutes of a silence lie in the declared hours, which are those of the site's zone."""
    first, last = datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end)
    if hours is None or hours == "24h":
        return last - first > _SILENCE
    opens, closes = (datetime.time.fromisoformat(word) for word in hours.replace("24:00", "00:00").split("-"))
    day, quiet = first.date() - datetime.timedelta(days=1), datetime.timedelta()
    while day <= last.date():
        begin = datetime.datetime.combine(day, opens, first.tzinfo)
        until = datetime.datetime.combine(day, closes, first.tzinfo)
        until += datetime.timedelta(days=1) if closes <= opens else datetime.timedelta()
        quiet += max(datetime.timedelta(), min(last, until) - max(first, begin))
        day += datetime.timedelta(days=1)
    return quiet > _SILENCE


__all__ = ["Channel", "Desired", "Driver", "ReadBack", "Recorder", "Said", "walked"]
