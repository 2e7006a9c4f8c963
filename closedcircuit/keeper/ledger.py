"""The ledger of destruction: JSON Lines that are only ever appended to, each chained to the one before by its hash."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import KeeperError
from .files import sync_folder

_START = "0" * 64


@dataclass(frozen=True)
class Head:
    """How many records there are, and the hash of the last one."""

    records: int
    hash: str


@dataclass(frozen=True)
class Ledger:
    """A ledger in a file. It names days, cameras by id, keys, counts and roles: nobody's data."""

    path: Path

    def append(self, record: dict[str, Any]) -> dict[str, Any]:
        """Add one record and return it as it stands there, on the disk. Raises OSError; a half-written line is cut."""
        lines = self._lines()
        last = _parsed(lines[-1]) if lines else None
        previous = str((last or {}).get("hash", _START))
        whole = {"seq": len(lines) + 1, "previous": previous, **record}
        whole["hash"] = _hash(whole)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            end = sum(len(line) + 1 for line in lines)
            # A last line without its end was never confirmed: power went while it was written.
            os.ftruncate(descriptor, end)
            line = canonical(whole) + b"\n"
            try:
                if os.pwrite(descriptor, line, end) != len(line):
                    raise OSError(28, os.strerror(28))
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, end)
                raise
        finally:
            os.close(descriptor)
        sync_folder(self.path.parent)
        return whole

    def records(self) -> list[dict[str, Any]]:
        """Every record, unchecked; what is no record is left out, and `verify` tells of it."""
        return [record for line in self._lines() if (record := _parsed(line)) is not None]

    def tells(self, kind: str, key: str) -> bool:
        """Whether there is a record of a kind about a key."""
        return any(record["kind"] == kind and record["key"] == key for record in self.records())

    def verify(self, known: Head | None = None) -> Head:
        """Check every record and the chain. Raises KeeperError naming the line at which it breaks.

        `known` is a head that was seen before: a ledger that is shorter, or says something else there, was cut.
        """
        previous, seen = _START, {0: _START}
        for number, line in enumerate(self._lines(), 1):
            record = _parsed(line)
            where = f"{self.path}:{number}"
            if record is None:
                raise KeeperError(f"{where}: is no record; the ledger was changed after it was written")
            claimed = record.pop("hash", None)
            if record.get("seq") != number or record.get("previous") != previous:
                raise KeeperError(f"{where}: does not follow the record before; one was changed, removed or put in")
            if claimed != _hash(record) or line != canonical({**record, "hash": claimed}):
                raise KeeperError(f"{where}: does not have the hash it claims; the record was changed")
            previous = seen[number] = str(claimed)
        if known and seen.get(known.records) != known.hash:
            raise KeeperError(f"{self.path}: lacks record {known.records} as it was last seen; its end was cut off")
        return Head(len(seen) - 1, previous)

    def _lines(self) -> list[bytes]:
        try:
            return self.path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []


def canonical(record: dict[str, Any]) -> bytes:
    """A record as its line has it, without the line feed."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _hash(record: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(record)).hexdigest()


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
