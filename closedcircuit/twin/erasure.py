"""The proof that footage is gone: what lies on raw devices before a day is erased, and what lies there afterwards.

Markers of fake cameras are counted through the mount before, where the footage can be read, and on the raw devices
afterwards; so are the day's keys, wrapped and bare. Every search that finds nothing has a control beside it in which
the same search finds something: the same footage on a file system without encryption, after it was unlinked, and a
copy of the encrypted one, opened by a key that was kept.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.keeper import fscrypt, store
from closedcircuit.keeper.errors import KeeperError
from closedcircuit.keeper.ledger import Ledger, canonical
from closedcircuit.keeper.slots import Area
from closedcircuit.keeper.vault import Vault
from closedcircuit.twin.process import Completed, run

_AT_ONCE = 4 << 20
_FLUSH_BUFFERS = 0x1261
_CONTROL_MEGABYTES = 64


@dataclass(frozen=True)
class Disks:
    """Where the data of a recorder lies, as this process sees it.

    `store` is the file system of footage as it is mounted, `footage` the raw device or image that it lies on; the areas
    are those of the keeper on raw devices or images. `elsewhere` are folders in which nothing of a key may be either.
    """

    store: Path
    footage: Path
    key_store: Area
    wrapping_key: Area
    ledger: Path
    elsewhere: tuple[Path, ...] = ()

    @property
    def raw(self) -> tuple[Path, ...]:
        """All raw devices."""
        return self.footage, self.key_store.device, self.wrapping_key.device


@dataclass(frozen=True)
class Workshop:
    """A folder in which file systems may be mounted: `inside` is its path for what `run` runs, `seen` for us."""

    inside: Path
    seen: Path
    run: Callable[[Sequence[str | Path]], Completed] = run

    @contextlib.contextmanager
    def mounted(self, image: str) -> Iterator[Path]:
        """An image of the folder, mounted for the block."""
        name = f"{image}.mounted"
        (self.seen / name).mkdir()
        self.run(["mount", "-o", "loop", self.inside / image, self.inside / name])
        try:
            yield self.seen / name
        finally:
            self.run(["umount", self.inside / name])
            (self.seen / name).rmdir()


@dataclass(frozen=True)
class Erasure:
    """What a rehearsed erasure showed. Counts are of markers and of keys; `bare_key` is of before and after."""

    markers_before: int
    markers_after: int
    control_markers: int
    wrapped_key_before: int
    wrapped_key_after: int
    bare_key: int
    other_day_plays: bool
    wrong_key_opens: bool
    kept_key_markers: int
    record_verifies: bool
    tampering_found: bool

    @property
    def proved(self) -> bool:
        """Whether the day was there, is gone, and would have been found if it were not."""
        there = self.markers_before > 0 and self.wrapped_key_before > 0
        gone = not (self.markers_after or self.wrapped_key_after or self.bare_key or self.wrong_key_opens)
        controlled = self.control_markers > 0 and self.kept_key_markers > 0
        return there and gone and controlled and self.other_day_plays and self.record_verifies and self.tampering_found

    def __and__(self, other: Erasure) -> Erasure:
        """What holds of two recorders together: of what has to be found the lesser count, of the rest the sum."""
        return Erasure(
            markers_before=min(self.markers_before, other.markers_before),
            markers_after=self.markers_after + other.markers_after,
            control_markers=min(self.control_markers, other.control_markers),
            wrapped_key_before=min(self.wrapped_key_before, other.wrapped_key_before),
            wrapped_key_after=self.wrapped_key_after + other.wrapped_key_after,
            bare_key=self.bare_key + other.bare_key,
            other_day_plays=self.other_day_plays and other.other_day_plays,
            wrong_key_opens=self.wrong_key_opens or other.wrong_key_opens,
            kept_key_markers=min(self.kept_key_markers, other.kept_key_markers),
            record_verifies=self.record_verifies and other.record_verifies,
            tampering_found=self.tampering_found and other.tampering_found,
        )


def prove(
    disks: Disks, workshop: Workshop, marker: str, day: datetime.date, other: datetime.date, erase: Callable[[], None]
) -> Erasure:
    """Count, let `erase` end `day`, and count again; `other` is a day that stays. Raises ToolError.

    Both days were recorded from cameras that show the marker, and nobody records meanwhile.
    """
    text = marker.encode("ascii")
    keys = _keys(disks, day)
    sealed = [part for _, wrapped in keys for part in (wrapped, wrapped.hex().encode())]
    bare = [part for key, _ in keys for part in (key, key.hex().encode())]
    before = sum(count(path, [text]) for path in _footage(disks.store, day))
    wrapped_before = count(disks.key_store.device, sealed)
    bare_before = _anywhere(disks, bare)
    control = _unlinked(workshop, _footage(disks.store, day), text)
    _copy(disks.footage, workshop.seen / "kept")
    erase()
    wrong, kept = _reopened(workshop, day, [key for key, _ in keys], text)
    return Erasure(
        markers_before=before,
        markers_after=sum(count(device, [text]) for device in disks.raw),
        control_markers=control,
        wrapped_key_before=wrapped_before,
        wrapped_key_after=sum(count(device, sealed) for device in disks.raw),
        bare_key=bare_before + _anywhere(disks, bare),
        other_day_plays=_plays(disks.store, other, text),
        wrong_key_opens=wrong,
        kept_key_markers=kept,
        record_verifies=_recorded(disks.ledger, day),
        tampering_found=_tampering_found(disks.ledger, workshop.seen / "tampered.jsonl"),
    )


def count(path: Path, needles: Iterable[bytes]) -> int:
    """How often any of the needles occurs in a file, an image or a raw device, past all caches. Holes are skipped."""
    wanted = list(needles)
    overlap = max(map(len, wanted)) - 1
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    found = 0
    try:
        os.sync()
        if stat.S_ISBLK(os.fstat(descriptor).st_mode):
            fcntl.ioctl(descriptor, _FLUSH_BUFFERS, 0)
        for start, end in _extents(descriptor):
            position, tail = start, b""
            while position < end and (part := os.pread(descriptor, min(_AT_ONCE, end - position), position)):
                position += len(part)
                whole = tail + part
                tail = whole[-overlap:] if overlap else b""
                found += sum(whole.count(needle) - tail.count(needle) for needle in wanted)
            found += sum(tail.count(needle) for needle in wanted)
    finally:
        os.close(descriptor)
    return found


def _extents(descriptor: int) -> Iterator[tuple[int, int]]:
    """Where there is data, from and to."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    position = 0
    if stat.S_ISBLK(os.fstat(descriptor).st_mode):  # a device has no holes to tell of
        yield 0, size
        return
    while position < size:
        try:
            start = os.lseek(descriptor, position, os.SEEK_DATA)
            position = os.lseek(descriptor, start, os.SEEK_HOLE)
        except OSError as error:
            if error.errno == errno.ENXIO:  # only a hole is left
                return
            raise
        yield start, position


def _footage(place: Path, day: datetime.date) -> list[Path]:
    directories = [directory.path for directory in store.present(place) if directory.day == day]
    return sorted(path for directory in directories for path in directory.rglob("*") if path.is_file())


def _keys(disks: Disks, day: datetime.date) -> list[tuple[bytes, bytes]]:
    """The keys of a day, bare and wrapped, as somebody would get them who had both devices."""
    vault = Vault([disks.key_store], [disks.wrapping_key], needs_devices=False)
    # Nobody writes meanwhile, so that both copies are of one generation, and settling changes nothing.
    for step in vault.settle():
        raise ToolError(f"the key store was not at rest: {step}")
    return [(vault.key(entry), entry.wrapped) for entry in vault.table.entries if entry.day == day and entry.wrapped]


def _anywhere(disks: Disks, needles: Sequence[bytes]) -> int:
    files = [
        path for folder in disks.elsewhere for path in folder.rglob("*") if path.is_file() and not path.is_symlink()
    ]
    return sum(count(path, needles) for path in (*disks.raw, *files))


def _unlinked(workshop: Workshop, files: Sequence[Path], marker: bytes) -> int:
    """The control of the search: the same footage in the clear, deleted as recording software deletes."""
    with (workshop.seen / "clear").open("wb") as image:
        image.truncate(_CONTROL_MEGABYTES << 20)
    workshop.run(["mkfs.ext4", "-q", "-F", workshop.inside / "clear"])
    with workshop.mounted("clear") as place:
        for number, path in enumerate(files):
            shutil.copyfile(path, place / str(number))
        os.sync()
        for path in place.iterdir():
            if path.is_file():
                path.unlink()
    return count(workshop.seen / "clear", [marker])


def _copy(source: Path, target: Path) -> None:
    os.sync()
    run(["cp", "--sparse=always", source, target], timeout=600)


def _reopened(workshop: Workshop, day: datetime.date, keys: Sequence[bytes], marker: bytes) -> tuple[bool, int]:
    """The control of the keys, on an older copy: whether another key opens it, and the markers that its own shows."""
    with workshop.mounted("kept") as place:
        fscrypt.add_key(place, os.urandom(fscrypt.KEY_BYTES))
        directories = [directory.path for directory in store.present(place) if directory.day == day]
        wrong = not store.unreadable(directories)
        for key in keys:
            fscrypt.add_key(place, key)
        kept = sum(count(path, [marker]) for path in _footage(place, day))
        for key in keys:
            fscrypt.remove_key(place, fscrypt.identifier(key))
    return wrong, kept


def _plays(place: Path, day: datetime.date, marker: bytes) -> bool:
    """Whether every file of a day is decoded without an error, and is of the cameras."""
    files = _footage(place, day)
    decode = ["ffmpeg", "-nostdin", "-loglevel", "error", "-xerror", "-i"]
    played = [run([*decode, path, "-f", "null", "-"], check=False).returncode == 0 for path in files]
    return bool(files) and all(played) and all(count(path, [marker]) > 0 for path in files)


def _recorded(ledger: Path, day: datetime.date) -> bool:
    """Whether the ledger verifies, and says of the day that its files went with their key.

    A retention group of which no camera played has a record of its own, without files.
    """
    records = [
        record
        for record in Ledger(ledger).records()
        if record["kind"] == "destroy" and record["day"] == day.isoformat()
    ]
    gone = all(record["checks"]["key_absent"] for record in records)
    return gone and any(record["files"] > 0 for record in records) and _verifies(ledger)


def _tampering_found(ledger: Path, copy: Path) -> bool:
    """Whether a ledger in which one number is another no longer verifies."""
    records = Ledger(ledger).records()
    changed = [record for record in records if record["kind"] == "destroy"][:1]
    for record in changed:
        record["files"] += 1
    copy.write_bytes(b"".join(canonical(record) + b"\n" for record in records))
    return bool(changed) and not _verifies(copy)


def _verifies(ledger: Path) -> bool:
    try:
        Ledger(ledger).verify(None)
    except KeeperError:
        return False
    return True
