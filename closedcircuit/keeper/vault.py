"""The key store and its wrapping key: two areas on two devices, each with at most one mirror, always of one generation.

Every change writes the whole table under a fresh wrapping key: first the new wrapping key, then the new table, which
is the moment it counts; then the old table and the old wrapping key are wiped. A generation is in force when some copy
holds its table and some copy its wrapping key; the newest such wins, and `settle` brings every copy that answers to
it. So whatever was interrupted, one more `settle` ends in one of the two states, and nothing older is left.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .entries import Entry, Table, from_json
from .errors import KeeperError
from .slots import Area, Slot

_NONCE = 12


@dataclass
class Vault:
    """`table` is what is in force since `settle`; `missing` says of every copy that did not answer why."""

    key_store: Sequence[Area]
    wrapping_key: Sequence[Area]
    needs_devices: bool = True

    def __post_init__(self) -> None:
        self.table = Table()
        self.missing: dict[str, str] = {}
        self._wrapping = b""

    def settle(self) -> Iterator[str]:
        """Find the generation in force and bring every copy that answers to it, with nothing beside it.

        Raises KeeperError where no copy of one of the areas answers, or where their generations do not meet.
        """
        self.missing = {}
        tables = self._answers(self.key_store)
        wraps = self._answers(self.wrapping_key)
        for areas, what in ((tables, "key store"), (wraps, "wrapping key")):
            if not areas:
                raise KeeperError(f"no copy of the {what} answers: " + "; ".join(self.missing.values()))
        self._apart([area for area, _ in tables], [area for area, _ in wraps])
        found, keys = _newest(tables), _newest(wraps)
        both = found.keys() & keys.keys()
        if not both and (found or keys.keys() - {1}):
            raise KeeperError(
                "the key store and the wrapping key do not belong together: no generation is on both; bring back the "
                "device that is missing, or retire the one that is lost"
            )
        # Without any, nothing was ever written, or the very first writing was cut short.
        generation = max(both, default=0)
        content, self._wrapping = found.get(generation, b""), keys.get(generation, b"")
        self.table = _parse(generation, content) if both else Table()
        self._check()
        if both:
            for answers, wanted in ((wraps, self._wrapping), (tables, content)):
                behind = [area for area, slots in answers if slots[generation % 2].content != wanted]
                yield from self._each(behind, lambda area, wanted=wanted: area.write(generation, wanted))  # type: ignore[misc]
        for index in (0, 1) if not both else (1 - generation % 2,):
            full = [area for area, slots in (*tables, *wraps) if not slots[index].blank]
            yield from self._each(full, lambda area, index=index: area.wipe(index))  # type: ignore[misc]

    def commit(self, entries: Iterable[Entry], new: dict[str, bytes] | None = None) -> Iterator[str]:
        """Put other entries in force, under a fresh wrapping key. `new` holds the keys of entries that are new.

        An entry that is left out, or whose key was taken, is gone for good on every copy that answers.
        """
        wrapping, generation = os.urandom(32), self.table.generation + 1
        kept = tuple(
            replace(entry, wrapped=_seal(wrapping, entry.id, (new or {}).get(entry.id) or self.key(entry)))
            if entry.live and (entry.wrapped or entry.id in (new or {}))
            else entry
            for entry in sorted(entries, key=lambda entry: (entry.day, entry.group, entry.id))
        )
        content = json.dumps(
            {"generation": generation, "entries": [entry.as_json() for entry in kept]},
            sort_keys=True,
            ensure_ascii=False,
        ).encode()
        yield from self._each(self.wrapping_key, lambda area: area.write(generation, wrapping))
        yield from self._each(self.key_store, lambda area: area.write(generation, content))
        self.table, self._wrapping = Table(generation, kept), wrapping
        yield from self._each((*self.key_store, *self.wrapping_key), lambda area: area.wipe(1 - generation % 2))

    def key(self, entry: Entry) -> bytes:
        """The key of a live entry. Raises KeeperError where it does not open: the table was tampered with."""
        try:
            sealed = entry.wrapped
            return AESGCM(self._wrapping).decrypt(sealed[:_NONCE], sealed[_NONCE:], entry.id.encode())
        except (InvalidTag, ValueError) as error:
            raise KeeperError(f"the key of {entry.label} does not open under the wrapping key") from error

    def wipe_all(self, areas: Iterable[Area]) -> Iterator[str]:
        """Leave nothing in some areas, for the day on which their devices go."""
        for area in areas:
            for index in (0, 1):
                yield from area.wipe(index)

    def _check(self) -> None:
        for entry in self.table.entries:
            if entry.live and entry.wrapped:
                self.key(entry)

    def _answers(self, areas: Sequence[Area]) -> list[tuple[Area, tuple[Slot, Slot]]]:
        answers = []
        for area in areas:
            try:
                if self.needs_devices and not area.is_device():
                    raise KeeperError(f"{area.name}: {area.device} is no block device, and a file keeps what it held")
                answers.append((area, area.read()))
            except (OSError, KeeperError) as error:
                self._miss(area, error)
        return answers

    def _each(self, areas: Sequence[Area], step: Callable[[Area], Iterator[str]]) -> Iterator[str]:
        """Take a step on every copy that answers. One that fails is missing from then on; one at least must not."""
        for area in areas:
            if area.name not in self.missing:
                try:
                    yield from step(area)
                except (OSError, KeeperError) as error:
                    self._miss(area, error)
        for part in (self.key_store, self.wrapping_key):
            if all(area.name in self.missing for area in part):
                raise KeeperError("no copy answers any more: " + "; ".join(self.missing[area.name] for area in part))

    def _miss(self, area: Area, error: Exception) -> None:
        why = f"{area.name}: {area.device}: {error.strerror}" if isinstance(error, OSError) else str(error)
        self.missing[area.name] = why

    def _apart(self, tables: Sequence[Area], wraps: Sequence[Area]) -> None:
        """Whoever carries away one disk must not have both halves."""
        if self.needs_devices:
            shared = {_disk(area.device) for area in tables} & {_disk(area.device) for area in wraps}
            if shared:
                raise KeeperError(f"key store and wrapping key lie on one disk, {', '.join(sorted(shared))}")


def _newest(answers: list[tuple[Area, tuple[Slot, Slot]]]) -> dict[int, bytes]:
    return {slot.generation: slot.content for _, slots in answers for slot in slots if slot.content is not None}


def _parse(generation: int, content: bytes) -> Table:
    value = json.loads(content)
    if value["generation"] != generation:
        raise KeeperError(f"the table of generation {value['generation']} lies in the slot of {generation}")
    return Table(generation, tuple(from_json(entry) for entry in value["entries"]))


def _seal(wrapping: bytes, name: str, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, name.encode())


def _disk(device: Path) -> str:
    """The disk that a device is, or is a partition of."""
    status = device.stat()
    place = Path(f"/sys/dev/block/{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}").resolve()
    return (place.parent if (place / "partition").exists() else place).name
