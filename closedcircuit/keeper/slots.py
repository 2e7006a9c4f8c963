"""Two slots in a raw area of a device: what is written to one leaves nothing of the other behind.

There is no file system, since one that rewrites a file leaves the old blocks where they were. A slot holds a header
(magic, kind, generation, length, SHA-256) and its content, and zeros to its end. The generation says which slot is
meant: an even one lies in the first, an odd one in the second. A slot of zeros is empty.

Whatever takes several writes is a generator that pauses, with a word on what it did, wherever a power cut could come.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import KeeperError

_MAGIC = b"CCKEEPER"
_HEADER = struct.Struct(">8s16sQQ32s")
_FLUSH_BUFFERS = 0x1261
_DISCARD = 0x1277


@dataclass(frozen=True)
class Slot:
    """What one slot holds: content is None for an empty slot, and for one that was written or wiped in part."""

    generation: int
    content: bytes | None
    blank: bool


@dataclass(frozen=True)
class Area:
    """A named copy of an area: `kind` is what it holds, `offset` and `slot_bytes` are in bytes on the device."""

    name: str
    kind: str
    device: Path
    offset: int
    slot_bytes: int

    def read(self) -> tuple[Slot, Slot]:
        """Both slots. Raises OSError where the device is missing, KeeperError where something else lies there."""
        with self._opened() as descriptor:
            wholes = [_read(descriptor, self.slot_bytes, self._start(index)) for index in (0, 1)]
        if len(wholes[1]) < self.slot_bytes:
            raise KeeperError(f"{self.name}: {self.device} is too small for two slots of {self.slot_bytes:,} bytes")
        first, second = (self._slot(whole, index) for index, whole in enumerate(wholes))
        # Where neither slot is whole, one that was cut short still begins as ours: writing starts there, wiping ends.
        if first.content is None is second.content and any(
            any(whole) and not whole.startswith(_MAGIC) for whole in wholes
        ):
            raise KeeperError(
                f"{self.name}: {self.device} holds something that is not ours. If nobody needs it, blank it first: dd "
                f"if=/dev/zero of={self.device} bs={self.slot_bytes} count=2 seek={self.offset} oflag=seek_bytes"
            )
        return first, second

    def write(self, generation: int, content: bytes) -> Iterator[str]:
        """Put a content into the slot of its generation, over all of its length, and read it back from the device."""
        if len(content) > self.slot_bytes - _HEADER.size:
            raise KeeperError(f"{self.name}: {len(content):,} bytes do not fit a slot of {self.slot_bytes:,}")
        header = _HEADER.pack(_MAGIC, self.kind.encode(), generation, len(content), self._checksum(generation, content))
        whole = (header + content).ljust(self.slot_bytes, b"\0")
        half = self.slot_bytes // 2
        with self._opened() as descriptor:
            start = self._start(generation % 2)
            _write(descriptor, whole[:half], start)
            _sync(descriptor)
            yield f"{self.name}: half of generation {generation} written"
            _write(descriptor, whole[half:], start + half)
            _sync(descriptor)
            if _read(descriptor, self.slot_bytes, start) != whole:
                raise KeeperError(f"{self.name}: {self.device} does not hold what was written to it")
        yield f"{self.name}: generation {generation} written"

    def wipe(self, index: int) -> Iterator[str]:
        """Overwrite a slot with zeros, discard it, and see on the device that it is empty."""
        zeros = bytes(self.slot_bytes)
        half = self.slot_bytes // 2
        with self._opened() as descriptor:
            start = self._start(index)
            # The end goes first: while the header stands, the slot is known for one that has still to go.
            _write(descriptor, zeros[half:], start + half)
            _sync(descriptor)
            yield f"{self.name}: half of slot {index} overwritten"
            _write(descriptor, zeros[:half], start)
            _sync(descriptor)
            yield f"{self.name}: slot {index} overwritten"
            _discard(descriptor, start, self.slot_bytes)
            if _read(descriptor, self.slot_bytes, start) != zeros:
                # A disk may answer anything for what was discarded.
                _write(descriptor, zeros, start)
                _sync(descriptor)
            if _read(descriptor, self.slot_bytes, start) != zeros:
                raise KeeperError(f"{self.name}: {self.device} still answers with what was overwritten")
        yield f"{self.name}: slot {index} discarded"

    def is_device(self) -> bool:
        """Whether the area lies on a device, and not in a file. Raises OSError where there is nothing."""
        return stat.S_ISBLK(self.device.stat().st_mode)

    def _slot(self, whole: bytes, index: int) -> Slot:
        if not any(whole):
            return Slot(0, None, blank=True)
        magic, kind, generation, length, checksum = _HEADER.unpack_from(whole)
        if magic == _MAGIC and kind.rstrip(b"\0") != self.kind.encode():
            raise KeeperError(f"{self.name}: {self.device} holds another area of the keeper, {kind!r}")
        content = whole[_HEADER.size : _HEADER.size + length] if length <= self.slot_bytes else b""
        if magic == _MAGIC and generation % 2 == index and checksum == self._checksum(generation, content):
            return Slot(generation, content, blank=False)
        return Slot(0, None, blank=False)

    def _start(self, index: int) -> int:
        return self.offset + index * self.slot_bytes

    def _checksum(self, generation: int, content: bytes) -> bytes:
        return hashlib.sha256(f"{self.kind} {generation} {len(content)} ".encode() + content).digest()

    @contextlib.contextmanager
    def _opened(self) -> Iterator[int]:
        # O_EXCL: the kernel refuses a device that is mounted.
        exclusive = os.O_EXCL if self.is_device() else 0
        descriptor = os.open(self.device, os.O_RDWR | os.O_CLOEXEC | exclusive)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def _write(descriptor: int, content: bytes, offset: int) -> None:
    view = memoryview(content)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


def _read(descriptor: int, length: int, offset: int) -> bytes:
    parts = []
    while length and (part := os.pread(descriptor, length, offset)):
        parts.append(part)
        length, offset = length - len(part), offset + len(part)
    return b"".join(parts)


def _sync(descriptor: int) -> None:
    """To the medium, and out of the cache, so that what is read next comes from there."""
    os.fsync(descriptor)
    if stat.S_ISBLK(os.fstat(descriptor).st_mode):
        fcntl.ioctl(descriptor, _FLUSH_BUFFERS, 0)
    else:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _discard(descriptor: int, start: int, length: int) -> None:
    """Tell the medium that nobody needs this any more; many cannot, and the overwriting stands either way."""
    if stat.S_ISBLK(os.fstat(descriptor).st_mode):
        with contextlib.suppress(OSError):
            fcntl.ioctl(descriptor, _DISCARD, struct.pack("=QQ", start, length))
    _sync(descriptor)
