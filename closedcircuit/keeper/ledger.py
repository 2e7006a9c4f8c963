"""Ledgers: JSON Lines that are only ever appended to, each chained to the one before by its hash.

The ledger of destruction is kept for good. The access log and the record of rights let go of what is over its time; an
anchor, which tells how many records went and the hash of the last of them, then stands before the first that stays.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import KeeperError
from .files import locked, sync_folder

_START = "0" * 64
_ANCHOR = "anchor"


@dataclass(frozen=True)
class Head:
    """How many records were written, the hash of the last one, and how many of the first went when their time came."""

    records: int
    hash: str
    gone: int = 0


def head(found: Mapping[str, Any] | None) -> Head | None:
    """A head as a state file holds it, if it holds one."""
    return Head(**found) if found else None


@dataclass(frozen=True)
class Ledger:
    """A ledger in a file of a mode. It names days, cameras by id, keys, counts, roles and ids: nobody's data."""

    path: Path
    mode: int = 0o644

    def append(self, record: dict[str, Any]) -> dict[str, Any]:
        """Add one record and return it as it stands there, on the disk. Raises OSError; a half-written line is cut."""
        with locked(self._lock):
            lines = self._lines()
            last = (_parsed(lines[-1]) if lines else None) or {}
            whole = {"seq": last.get("seq", len(lines)) + 1, "previous": str(last.get("hash", _START)), **record}
            whole["hash"] = _hash(whole)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, self.mode)
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
        return [record for line in self._lines() if (record := _parsed(line)) and record.get("kind") != _ANCHOR]

    def anchor(self) -> dict[str, Any]:
        """What stands for the records that went, unchecked; empty where none did."""
        first = _parsed(next(iter(self._lines()), b"")) or {}
        return first if first.get("kind") == _ANCHOR else {}

    def tells(self, kind: str, key: str) -> bool:
        """Whether there is a record of a kind about a key."""
        return any(record["kind"] == kind and record["key"] == key for record in self.records())

    def forget(self, count: int, told: dict[str, Any]) -> None:
        """Let the first records go, all but the last one at most; `told` is what the anchor says of them beside.

        The file is replaced as a whole, so that whatever is cut off leaves the old one or the new one. Raises OSError.
        """
        with locked(self._lock):
            lines = self._lines()
            first = 1 if self.anchor() else 0
            last = _parsed(lines[first + count - 1]) or {}
            anchor = {"kind": _ANCHOR, "seq": last.get("seq"), "last": last.get("hash"), **told}
            kept = [canonical({**anchor, "hash": _hash(anchor)}), *lines[first + count :]]
            new = self.path.with_suffix(".new")
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, self.mode)
            with os.fdopen(descriptor, "wb") as stream:
                stream.writelines(line + b"\n" for line in kept)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(self.path)
            sync_folder(self.path.parent)

    def verify(self, known: Head | None = None) -> Head:
        """Check every record and the chain. Raises KeeperError naming the line at which it breaks.

        `known` is a head that was seen before: a ledger that is shorter, or says something else there, was cut, and so
        was one of which more records went than were to go then.
        """
        gone, count, previous = 0, 0, _START
        seen = {0: _START}
        for number, line in enumerate(self._lines(), 1):
            where = f"{self.path}:{number}"
            record = _checked(line, where)
            if number == 1 and record.get("kind") == _ANCHOR:
                gone = count = record["seq"]
                previous = str(record.get("last"))
            elif (record["seq"], record.get("previous")) != (count + 1, previous):
                raise KeeperError(f"{where}: does not follow the record before; one was changed, removed or put in")
            else:
                count, previous = count + 1, record["hash"]
            seen[count] = previous
        if gone > (known.gone if known else 0):
            raise KeeperError(f"{self.path}: lacks its first {gone} records, which nobody let go; it was cut")
        if known and seen.get(known.records) != known.hash:
            raise KeeperError(f"{self.path}: lacks record {known.records} as it was last seen; its end was cut off")
        return Head(count, previous, gone)

    @property
    def _lock(self) -> Path:
        """Held by one writer at a time."""
        return self.path.with_suffix(".lock")

    def _lines(self) -> list[bytes]:
        try:
            return self.path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []


def canonical(record: dict[str, Any]) -> bytes:
    """A record as its line has it, without the line feed."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        errors="backslashreplace"
    )


def _hash(record: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(record)).hexdigest()


def _checked(line: bytes, where: str) -> dict[str, Any]:
    record = _parsed(line)
    if record is None:
        raise KeeperError(f"{where}: is no record; the ledger was changed after it was written")
    content = {key: value for key, value in record.items() if key != "hash"}
    if record.get("hash") != _hash(content) or line != canonical(record):
        raise KeeperError(f"{where}: does not have the hash it claims; the record was changed")
    return record


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and type(value.get("seq")) is int else None
