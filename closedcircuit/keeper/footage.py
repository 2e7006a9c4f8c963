"""What footage there is, camera by camera: how far it reaches, and where it is silent.

The software's database and the names of files tell, and they are told apart, so that both can be compared.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import database, store
from .configuration import Camera, Configuration
from .database import Event
from .names import began

SILENCE_SECONDS = 600
"""How long nothing may be recorded before it is told."""


@dataclass(frozen=True)
class Piece:
    """A file, or an event: when it began and when it ended, in seconds of the epoch. A file's end is not known."""

    start: float
    end: float | None = None


def walk(configuration: Configuration, now: float) -> dict[str, Any]:
    """What lies in the store, by camera. Footage that is held lies elsewhere and is left out.

    Raises KeeperError where the store is not mounted or the software's database does not answer.
    """
    store.require_mounted(configuration.store.path)
    told = database.events(configuration.database, configuration.zone) if configuration.database else None
    days = store.present(configuration.store.path)
    return {
        "version": 1,
        "cameras": {
            key: _camera(configuration, camera, list(_folders(configuration, camera, days)), told, now)
            for key, camera in configuration.cameras.items()
        },
    }


def _folders(
    configuration: Configuration, camera: Camera, days: Iterable[store.DayDirectory]
) -> Iterator[tuple[datetime.date, Path]]:
    """A camera's folder of every day, under whatever group it then was."""
    for directory in days:
        if configuration.store.layout == "date-first":
            yield directory.day, directory.path / camera.directory
        elif directory.parent == camera.directory:
            yield directory.day, directory.path


def _camera(
    configuration: Configuration,
    camera: Camera,
    folders: Sequence[tuple[datetime.date, Path]],
    told: Sequence[Event] | None,
    now: float,
) -> dict[str, Any]:
    longest = configuration.store.event_max_seconds
    software = None
    if told is None:
        pieces, undated = _by_name(configuration, folders)
    else:
        events = {event.id: event for event in told if event.directory == camera.directory}
        software = _reach(configuration, [_piece(event, now, longest) for event in events.values()])
        pieces, undated = _by_event(folders, events, now, longest)
    pieces.sort(key=lambda piece: piece.start)
    quiet = silences(pieces, now, longest)
    return {
        **_reach(configuration, pieces),
        "software": software,
        "undated": undated,
        "now": _moment(now, configuration.zone),
        "silences": [[_moment(moment, configuration.zone) for moment in pair] for pair in quiet],
    }


def silences(pieces: Sequence[Piece], now: float, longest: float) -> list[tuple[float, float]]:
    """Where nothing was recorded for longer than SILENCE_SECONDS, up to now; `pieces` come by their start.

    Of a file whose end is not known only its own length could hide a silence, so it counts from its beginning.
    """
    found = []
    last, limit = None, float(SILENCE_SECONDS)
    for piece in [*pieces, Piece(now)]:
        if last is not None and piece.start - last > limit:
            found.append((last, piece.start))
        end = piece.start if piece.end is None else piece.end
        if last is None or end >= last:
            last = end
            limit = SILENCE_SECONDS if piece.end is not None else max(SILENCE_SECONDS, longest)
    return found


def _by_name(configuration: Configuration, folders: Iterable[tuple[datetime.date, Path]]) -> tuple[list[Piece], int]:
    """A piece for every file whose name tells when it began, and how many tell nothing. Ends are not known."""
    pieces, undated = [], 0
    for day, folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                start = began(path.stem, day, configuration.zone)
                if start is None:
                    undated += 1
                else:
                    pieces.append(Piece(start))
    return pieces, undated


def _by_event(
    folders: Iterable[tuple[datetime.date, Path]], events: Mapping[str, Event], now: float, longest: float
) -> tuple[list[Piece], int]:
    """A piece for every folder of an event that the database knows, and how many folders it does not know."""
    pieces, unknown = [], 0
    for _, folder in folders:
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_dir() and not path.is_symlink():
                event = events.get(path.name)
                if event is None:
                    unknown += 1
                else:
                    pieces.append(_piece(event, now, longest))
    return pieces, unknown


def _piece(event: Event, now: float, longest: float) -> Piece:
    """An event that is being written lasts until now, and no longer than events can."""
    return Piece(event.start, event.end if event.end is not None else min(now, event.start + longest))


def _reach(configuration: Configuration, pieces: Sequence[Piece]) -> dict[str, str | None]:
    return {
        "oldest": _moment(min(piece.start for piece in pieces), configuration.zone) if pieces else None,
        "newest": _moment(max(piece.end or piece.start for piece in pieces), configuration.zone) if pieces else None,
    }


def _moment(seconds: float, zone: datetime.tzinfo) -> str:
    return datetime.datetime.fromtimestamp(int(seconds), zone).isoformat()
