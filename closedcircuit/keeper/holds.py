"""Footage that has to outlive its day: copied apart, under a key of its own, until a date that was named beforehand."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from . import database, fscrypt, names, store
from .configuration import Configuration
from .days import day_of, end_of, moment_of
from .desk import Desk
from .entries import Entry
from .erase import destroy
from .errors import ConfigurationError, KeeperError
from .files import sync_folder
from .node import NAME


@dataclass(frozen=True)
class Hold:
    """What is held, between two moments written as `2026-12-01T09:00:00` in the site's zone, and who answers for it."""

    id: str
    cameras: tuple[str, ...]
    start: str
    end: str
    reason: str
    owner: str
    approver: str
    until: str


def add(desk: Desk, hold: Hold) -> Iterator[str]:
    """Copy what is held. Done twice it is done once; another hold of the same id is refused."""
    start, end, until = checked(desk.configuration, desk.now, hold)
    store.require_mounted(desk.configuration.holds)
    yield from desk.settle()
    told = {key: value for key, value in asdict(hold).items() if key != "cameras"}
    entry = _held(desk, hold.id)
    if entry is None:
        key = os.urandom(fscrypt.KEY_BYTES)
        entry = Entry(fscrypt.identifier(key), hold.id, until, 0, tuple(sorted(hold.cameras)), hold=told)
        yield from desk.vault.commit([*desk.vault.table.entries, entry], {entry.id: key})
        entry = next(one for one in desk.vault.table.entries if one.id == entry.id)
    elif entry.hold != told or set(entry.cameras) != set(hold.cameras) or not entry.live:
        raise KeeperError(f"there is a hold {hold.id} already, and it says something else")
    fscrypt.add_key(desk.configuration.holds, desk.vault.key(entry))
    target = desk.configuration.holds / hold.id
    if not target.exists():
        yield from store.make_ready(target, entry.id, "root", ())
    elif fscrypt.policy(target) != entry.id:
        raise KeeperError(f"{target}: is there already, under another key")
    files = size = 0
    for source, name in _sources(desk, hold, start, end):
        copy = target / name
        if not copy.exists() or copy.stat().st_size != source.stat().st_size:
            copy.parent.mkdir(parents=True, exist_ok=True)
            part = copy.with_name(f".{copy.name}.part")
            shutil.copyfile(source, part)
            with part.open("rb") as stream:
                os.fsync(stream.fileno())
            part.replace(copy)
            sync_folder(copy.parent)
            yield f"{name}: copied"
        files, size = files + 1, size + copy.stat().st_size
    if not files:
        raise KeeperError(f"hold {hold.id}: no footage of these cameras lies between {hold.start} and {hold.end}")
    if not desk.ledger.tells("hold", entry.id):
        desk.record("hold", hold=hold.id, key=entry.id, cameras=list(entry.cameras), files=files, bytes=size,
                    **{key: value for key, value in told.items() if key != "id"})  # fmt: skip
    yield "recorded"


def release(desk: Desk, name: str) -> Iterator[str]:
    """Destroy a hold before its date."""
    yield from desk.settle()
    entry = _held(desk, name)
    if entry is None:
        raise KeeperError(f"there is no hold {name}")
    yield from destroy(desk, {entry.id: "released"})


def listed(desk: Desk) -> list[Entry]:
    """The holds there are; `settle` was called before."""
    return [entry for entry in desk.vault.table.entries if entry.hold is not None]


def _held(desk: Desk, name: str) -> Entry | None:
    return next((entry for entry in listed(desk) if entry.group == name), None)


def checked(configuration: Configuration, now: float, hold: Hold) -> tuple[float, float, datetime.date]:
    """The moments between which a hold lies, and its last day. Raises KeeperError for one that cannot be."""
    if configuration.store.method != "key-destruction":
        raise KeeperError("a hold needs a key of its own, which this store cannot give")
    if not NAME.fullmatch(hold.id):
        raise ConfigurationError(f"{hold.id!r} is no name for a hold: letters, digits, dots, hyphens, underscores")
    if unknown := sorted(set(hold.cameras) - configuration.cameras.keys()):
        raise ConfigurationError(f"there is no camera {', '.join(unknown)} here")
    for key in ("reason", "owner", "approver"):
        if not getattr(hold, key).strip() or not getattr(hold, key).isprintable():
            raise ConfigurationError(f"a hold needs its {key}, on one line")
    try:
        start, end = (
            moment_of(datetime.datetime.fromisoformat(text), configuration.zone) for text in (hold.start, hold.end)
        )
        until = datetime.date.fromisoformat(hold.until)
    except ValueError as error:
        raise ConfigurationError(f"{error}; write moments as 2026-12-01T09:00:00 and days as 2026-12-01") from None
    if not start < end:
        raise ConfigurationError(f"a hold from {hold.start} ends later than that, and not at {hold.end}")
    if until <= day_of(now, configuration.zone):
        raise ConfigurationError(f"a hold ends on a day that is still to come, and not on {hold.until}")
    return start, end, until


def _sources(desk: Desk, hold: Hold, start: float, end: float) -> Iterator[tuple[Path, str]]:
    """Files that may show something of the interval, each with its name in the copy: too many rather than too few."""
    configuration, zone = desk.configuration, desk.configuration.zone
    longest = configuration.store.event_max_seconds
    told = database.events(configuration.database, zone) if configuration.database else None
    for directory in store.present(configuration.store.path):
        if (
            end_of(directory.day - datetime.timedelta(days=1), zone) > end
            or end_of(directory.day, zone) + longest < start
        ):
            continue
        for key in sorted(hold.cameras):
            camera = configuration.cameras[key]
            by_date = configuration.store.layout == "date-first"
            if directory.parent != (camera.group if by_date else camera.directory):
                continue
            root = directory.path / camera.directory if by_date else directory.path
            shown = {
                event.id for event in told or () if event.directory == camera.directory
                and event.start < end and (event.end or event.start + longest) > start
            }  # fmt: skip
            for path in sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink()):
                within = path.relative_to(root)
                if told is not None and not by_date:
                    wanted = within.parts[0] in shown
                else:
                    began = names.began(within.stem, directory.day, zone)
                    wanted = began is None or (began < end and began + longest > start)
                if wanted:
                    yield path, f"{directory.day}/{key}/{within}"
