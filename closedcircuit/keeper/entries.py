"""One line of the key store's table: a day of a group or a legal hold, its key, and what became of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Entry:
    """A key and what it is for.

    `id` is the key's public name. `wrapped` is the key, sealed under the wrapping key (empty where none is used or it
    was destroyed). `retention` is what held for the group when it was last seen, for the day on which a configuration
    no longer names the group. `hold` is what a hold says of itself. `destroyed` is there once the key is gone, until
    the ledger says so: what was counted before, why and when.
    """

    id: str
    group: str
    day: datetime.date
    retention: int
    cameras: tuple[str, ...]
    wrapped: bytes = b""
    hold: dict[str, Any] | None = None
    destroyed: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        """What people call it: `group/2026-12-01`, or `hold/id`."""
        return f"hold/{self.group}" if self.hold is not None else f"{self.group}/{self.day}"

    @property
    def live(self) -> bool:
        """Whether its key still exists."""
        return self.destroyed is None

    def without_key(self, destroyed: dict[str, Any]) -> Entry:
        """What stays of the entry when its key goes."""
        return replace(self, wrapped=b"", destroyed=destroyed)

    def as_json(self) -> dict[str, Any]:
        """The entry as the table holds it."""
        return {
            "id": self.id,
            "group": self.group,
            "day": self.day.isoformat(),
            "retention": self.retention,
            "cameras": list(self.cameras),
            "wrapped": self.wrapped.hex(),
            "hold": self.hold,
            "destroyed": self.destroyed,
        }


def from_json(value: dict[str, Any]) -> Entry:
    """The entry that `as_json` wrote."""
    return Entry(
        id=value["id"],
        group=value["group"],
        day=datetime.date.fromisoformat(value["day"]),
        retention=value["retention"],
        cameras=tuple(value["cameras"]),
        wrapped=bytes.fromhex(value["wrapped"]),
        hold=value["hold"],
        destroyed=value["destroyed"],
    )


@dataclass(frozen=True)
class Table:
    """All entries, and the generation of slots that holds them."""

    generation: int = 0
    entries: tuple[Entry, ...] = field(default=())
