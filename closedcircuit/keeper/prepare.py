"""Directories and keys for today and the days to come, and the keys of all days after a reboot."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import replace

from . import clock, fscrypt, store
from .days import day_of, in_force
from .desk import Desk
from .entries import Entry
from .errors import KeeperError

AHEAD = 2
"""Days that are ready before they begin, so that one missed run stops nobody from recording."""


def unlock(desk: Desk) -> Iterator[str]:
    """Give the kernel the key of everything that may still be read."""
    store.require_mounted(desk.configuration.store.path)
    yield from desk.settle()
    for entry in desk.vault.table.entries:
        if entry.live and entry.wrapped:
            root = desk.configuration.holds if entry.hold is not None else desk.configuration.store.path
            fscrypt.add_key(root, desk.vault.key(entry))
            yield f"{entry.label}: unlocked"


def prepare(desk: Desk) -> Iterator[str]:
    """Make today and the next days ready to be recorded into, under a key of their own for each group.

    Raises KeeperError where the clock certainly is wrong: what was recorded then would lie under the wrong day.
    """
    configuration = desk.configuration
    store.require_mounted(configuration.store.path)
    if desk.vault.needs_devices:
        store.require_encryption(configuration.store.path)
    if desk.reading.backwards:
        raise KeeperError(f"no day is prepared: {desk.reading.doubt}")
    yield from desk.settle()
    if _retired(desk):
        raise KeeperError("this recorder was retired: nothing is recorded here any more")
    entries = {(entry.group, entry.day): entry for entry in desk.vault.table.entries if entry.hold is None}
    new: dict[str, bytes] = {}
    wanted = []
    today = day_of(desk.now, configuration.zone)
    for group in sorted({camera.group for camera in configuration.cameras.values()}):
        for ahead in range(AHEAD + 1):
            day = today + datetime.timedelta(days=ahead)
            entry = entries.get((group, day)) or _new(desk, group, day, new)
            if not entry.live:
                raise KeeperError(f"{entry.label}: its key was destroyed already, and the day is not over")
            wanted.append(entry)
    changed = [_as_configured(desk, entry) for entry in {**entries, **{(e.group, e.day): e for e in wanted}}.values()]
    others = [entry for entry in desk.vault.table.entries if entry.hold is not None]
    if {entry.id: entry for entry in (*changed, *others)} != {entry.id: entry for entry in desk.vault.table.entries}:
        yield from desk.vault.commit([*others, *changed], new)
    for entry in desk.vault.table.entries:
        if entry.live and entry.hold is None and entry.day >= today:
            yield from _directories(desk, entry)
    if not desk.reading.doubt:
        clock.remember(desk.now, configuration.state / "clock.json")


def _new(desk: Desk, group: str, day: datetime.date, new: dict[str, bytes]) -> Entry:
    key_id, cameras = f"{group}/{day}", ()
    if desk.vault.needs_devices:
        key = os.urandom(fscrypt.KEY_BYTES)
        key_id = fscrypt.identifier(key)
        new[key_id] = key
    return Entry(key_id, group, day, 0, cameras)


def _as_configured(desk: Desk, entry: Entry) -> Entry:
    """The entry with what the configuration now says of its group; of a day that is over its cameras stay."""
    configuration = desk.configuration
    if not entry.live or entry.group not in configuration.groups:
        return entry
    today = day_of(desk.now, configuration.zone)
    retention = in_force(configuration.groups[entry.group], today)
    cameras = set(entry.cameras)
    if entry.day >= today:
        cameras |= {key for key, camera in configuration.cameras.items() if camera.group == entry.group}
    return replace(entry, retention=retention, cameras=tuple(sorted(cameras)))


def _directories(desk: Desk, entry: Entry) -> Iterator[str]:
    owner = desk.configuration.store.owner
    if entry.wrapped:
        fscrypt.add_key(desk.configuration.store.path, desk.vault.key(entry))
    for path, inside in store.planned(desk.configuration, entry.group, entry.day).items():
        yield from store.make_ready(path, entry.id if entry.wrapped else None, owner, inside)


def _retired(desk: Desk) -> bool:
    return any(record["kind"] == "retire" and record.get("whole") for record in desk.ledger.records())
