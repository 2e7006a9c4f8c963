"""The end of footage: the key of a day goes on every copy, then from the kernel, then the files, then a record says so.

The key store itself remembers what is under way: an entry whose key was destroyed stays in the table, with what was
counted before, until its record is in the ledger. So a run that was cut off anywhere is finished by the next one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from . import clock, database, fscrypt, store
from .days import as_day, day_of, deadline, end_of, stamp
from .desk import Desk
from .entries import Entry
from .errors import KeeperError
from .prepare import AHEAD

_BEHIND_DAYS = 1
"""Days by which the recording software's own age rule works later, so that our record can count its files."""
_RULE_SECONDS = 3600.0
"""How long that rule may take on its day."""


Ends = Mapping[tuple[str, datetime.date], float]
"""What the recording software's database tells: the last end by directory and day, and nothing where none is."""


def erase(desk: Desk) -> Iterator[str]:
    """Destroy whatever is over its time, finish what was begun, and verify. A generator of the steps it took."""
    configuration = desk.configuration
    store.require_mounted(configuration.store.path)
    try:
        yield from desk.settle()
    except KeeperError as error:
        desk.problems.append(str(error))
        _evict_overdue(desk)
        raise
    if desk.reading.doubt:
        desk.problems.append(
            f"nothing is destroyed: {desk.reading.doubt}. See to the time service, or accept the clock"
        )
        return
    ends = _ends(desk)
    due = {entry.id: "retention" for entry in desk.vault.table.entries if _due(desk, entry, ends)}
    yield from destroy(desk, due)
    yield from _make_space(desk)
    yield from _drop_unused(desk)
    _verify(desk, ends)
    _monthly(desk)
    clock.remember(desk.now, configuration.state / "clock.json")


def over_at(desk: Desk, entry: Entry, ends: Ends) -> float:
    """When an entry is over, in seconds of the epoch.

    Of a hold: when its last day ends. Of a day: when its last event ended, plus the retention; where no database tells
    of it, an event may have begun in the last second of the day and lasted as long as events can.
    """
    configuration = desk.configuration
    if entry.hold is not None:
        return end_of(datetime.date.fromisoformat(entry.hold["until"]), configuration.zone)
    told = [ends[key] for key in ends if key[1] == entry.day and _directory_group(desk, key[0]) in (entry.group, None)]
    last = max(told) if told else end_of(entry.day, configuration.zone) + configuration.store.event_max_seconds
    return deadline(last, desk.days_kept(entry) + configuration.granularity - 1, configuration.zone)


def destroy(desk: Desk, reasons: dict[str, str]) -> Iterator[str]:
    """Destroy the keys of entries, by id with the reason of each, and finish every destruction that was begun."""
    table = desk.vault.table
    chosen = [entry for entry in table.entries if entry.live and entry.id in reasons]
    if chosen:
        gone = {entry.id: entry.without_key(_counted(desk, entry, reasons[entry.id])) for entry in chosen}
        yield "counted"
        yield from desk.vault.commit([gone.get(entry.id, entry) for entry in table.entries])
    finished = set()
    for entry in desk.vault.table.entries:
        if not entry.live:
            for step in _finish(desk, entry):
                yield step
                if step == _RECORDED:
                    finished.add(entry.id)
    if finished:
        yield from desk.vault.commit(entry for entry in desk.vault.table.entries if entry.id not in finished)


_RECORDED = "recorded"


def _finish(desk: Desk, entry: Entry) -> Iterator[str]:
    """Take a destroyed key from the kernel, remove its files, and record it once every copy has confirmed."""
    configuration, told = desk.configuration, dict(entry.destroyed or {})
    root = _root(desk, entry)
    keyed = configuration.store.method == "key-destruction"
    absent = dark = True
    directories = _directories(desk, entry)
    if keyed and root.exists():
        if not store.evict(root, entry.id):
            desk.problems.append(f"{entry.label}: files are still open, so its key is not gone from the kernel")
            return
        yield f"{entry.label}: evicted"
        absent, dark = fscrypt.key_absent(root, entry.id), store.unreadable(directories)
        if not absent or not dark:
            desk.problems.append(f"{entry.label}: can still be read although its key was destroyed")
            return
    for path in directories:
        store.remove(path)
        yield f"{path}: removed"
    previews = sum(store.empty(folder) for folder in configuration.store.previews)
    left = len(_directories(desk, entry))
    if left or previews:
        desk.problems.append(f"{entry.label}: {left} directories and {previews} previews could not be removed")
        return
    if desk.vault.missing:
        desk.problems.append(f"{entry.label}: destroyed here, but not on every copy of the key store")
        return
    if not desk.ledger.tells("destroy", entry.id):
        checks = {
            "key_absent": absent if keyed else None,
            "unreadable": dark if keyed else None,
            "directories_left": left,
            "previews_left": previews,
            "copies": len(configuration.areas),
        }
        desk.record(
            "destroy",
            file=entry.label,
            group=entry.group if entry.hold is None else None,
            hold=entry.group if entry.hold is not None else None,
            day=entry.day.isoformat(),
            cameras=list(entry.cameras),
            key=entry.id,
            method=configuration.store.method,
            cycle_days=desk.days_kept(entry) if entry.hold is None else None,
            verified=day_of(desk.now, configuration.zone).isoformat(),
            checks=checks,
            **told,
        )
    yield _RECORDED


def _counted(desk: Desk, entry: Entry, reason: str) -> dict[str, Any]:
    found = store.count(_directories(desk, entry))
    return {"files": found.files, "bytes": found.bytes, "reason": reason, "destroyed": stamp(desk.now)}


def _root(desk: Desk, entry: Entry) -> Path:
    return desk.configuration.store.path if entry.hold is None else desk.configuration.holds


def _directories(desk: Desk, entry: Entry) -> list[Path]:
    configuration = desk.configuration
    if entry.hold is not None:
        held = configuration.holds / entry.group
        return [held] if held.exists() else []
    if configuration.store.method == "key-destruction":
        return store.of_key(configuration.store.path, entry.id)
    by_group = configuration.store.layout == "date-first"
    parents = {entry.group} if by_group else {
        configuration.cameras[key].directory if key in configuration.cameras else key for key in entry.cameras
    }  # fmt: skip
    found = store.present(configuration.store.path)
    return [directory.path for directory in found if directory.day == entry.day and directory.parent in parents]


def _due(desk: Desk, entry: Entry, ends: Ends) -> bool:
    return entry.live and over_at(desk, entry, ends) <= desk.now


def _directory_group(desk: Desk, directory: str) -> str | None:
    """The group of the camera that writes a directory, or None where the camera is gone."""
    cameras = desk.configuration.cameras.values()
    return next((camera.group for camera in cameras if camera.directory == directory), None)


def _ends(desk: Desk) -> Ends:
    configuration = desk.configuration
    if not configuration.database:
        return {}
    try:
        found = database.events(configuration.database, configuration.zone)
    except KeeperError as error:
        # The deadline holds whether or not the recording software works.
        desk.problems.append(str(error))
        return {}
    return database.last_ends(found, configuration.store.event_max_seconds)


def _make_space(desk: Desk) -> Iterator[str]:
    """Where the disk is nearly full the oldest day goes early: recording on is worth more than the oldest footage."""
    configuration = desk.configuration
    limit = configuration.store.space_limit_percent
    today = day_of(desk.now, configuration.zone)
    while store.used_percent(configuration.store.path) >= limit:
        days = [entry.day for entry in desk.vault.table.entries if entry.live and entry.hold is None]
        oldest = min((day for day in days if day < today), default=None)
        if oldest is None:
            desk.problems.append(f"{configuration.store.path}: {limit} % full with today's footage alone")
            return
        desk.problems.append(f"{configuration.store.path}: {limit} % full, so the footage of {oldest} goes early")
        chosen = [entry for entry in desk.vault.table.entries if entry.hold is None and entry.day == oldest]
        yield from destroy(desk, {entry.id: "space" for entry in chosen})
        if any(entry.day == oldest for entry in desk.vault.table.entries if entry.hold is None):
            return


def _drop_unused(desk: Desk) -> Iterator[str]:
    """Days beyond those ahead come from a clock that was wrong: empty ones go, others a person has to look at."""
    horizon = day_of(desk.now, desk.configuration.zone) + datetime.timedelta(days=AHEAD)
    unused = []
    for entry in desk.vault.table.entries:
        if entry.live and entry.hold is None and entry.day > horizon:
            if store.count(_directories(desk, entry)).files:
                desk.problems.append(f"{entry.label}: footage lies under a day that is still to come")
            else:
                unused.append(entry)
    if unused:
        yield from desk.vault.commit(entry for entry in desk.vault.table.entries if entry not in unused)
        for entry in unused:
            for path in _directories(desk, entry):
                store.evict(desk.configuration.store.path, entry.id)
                store.remove(path)
                yield f"{path}: dropped"


def _verify(desk: Desk, ends: Ends) -> None:
    """Nothing older than its time: among the directories, beside them, and in the software's database."""
    configuration = desk.configuration
    known = {entry.id for entry in desk.vault.table.entries}
    labels = {(entry.group, entry.day) for entry in desk.vault.table.entries if entry.hold is None}
    keyed = configuration.store.method == "key-destruction"
    for directory in store.present(configuration.store.path):
        key_id = fscrypt.policy(directory.path) if keyed else None
        if keyed and key_id is None:
            desk.problems.append(f"{directory.path}: lies in the clear, so no key ends it")
        elif keyed and key_id not in known:
            desk.problems.append(f"{directory.path}: is encrypted by a key that the key store does not hold")
        elif (
            not keyed and configuration.store.layout == "date-first" and (directory.parent, directory.day) not in labels
        ):
            desk.problems.append(f"{directory.path}: belongs to no day that is kept")
    for path in store.strays(configuration.store.path):
        desk.problems.append(f"{path}: lies beside the days, where nothing ends it")
    live = {entry.day for entry in desk.vault.table.entries if entry.live and entry.hold is None}
    late = [
        (directory, day)
        for (directory, day), end in sorted(ends.items())
        if day not in live and _rows_due(desk, day, end) < desk.now
    ]
    desk.problems += [f"the software's database still lists events of {camera} on {day}" for camera, day in late]


def _rows_due(desk: Desk, day: datetime.date, end: float) -> float:
    """By when the software's own rule has removed its rows of a day: on the day after a whole day would have gone."""
    zone = desk.configuration.zone
    days = _longest(desk) + desk.configuration.granularity - 1 + _BEHIND_DAYS
    return deadline(max(end, end_of(day, zone)), days, zone) + _RULE_SECONDS


def _longest(desk: Desk) -> int:
    return max((desk.days_kept(entry) for entry in desk.vault.table.entries if entry.hold is None), default=1)


def _monthly(desk: Desk) -> None:
    """Once a month, when nothing is wrong, the ledger says that erasure was seen to work."""
    today = day_of(desk.now, desk.configuration.zone)
    months = [record["verified"][:7] for record in desk.ledger.records() if record["kind"] == "verification"]
    if desk.problems or today.isoformat()[:7] in months:
        return
    days = [entry.day for entry in desk.vault.table.entries if entry.hold is None]
    desk.record(
        "verification",
        file="*",
        verified=today.isoformat(),
        cycle_days=_longest(desk),
        method=desk.configuration.store.method,
        oldest=min(days).isoformat() if days else None,
    )


def _evict_overdue(desk: Desk) -> None:
    """Without the key store no key can be destroyed, but what is over its time need not stay readable."""
    configuration = desk.configuration
    if desk.reading.doubt or configuration.store.method != "key-destruction":
        return
    for directory in store.present(configuration.store.path):
        cameras = configuration.cameras.values()
        group = (
            directory.parent if configuration.store.layout == "date-first" else _directory_group(desk, directory.parent)
        )
        entry = Entry("", group or "", directory.day, max((_days(desk, c.group) for c in cameras), default=0), ())
        key_id = fscrypt.policy(directory.path)
        if key_id and as_day(directory.path.name) and over_at(desk, entry, {}) <= desk.now:
            store.evict(configuration.store.path, key_id)


def _days(desk: Desk, group: str) -> int:
    return desk.days_kept(Entry("", group, datetime.date.min, 0, ()))
