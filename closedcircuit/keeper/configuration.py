"""The one file that says what this recorder keeps, and where: JSON, written by the deploy from the inventory.

`schemas/keeper.json` describes it for the side that writes it; here it is read strictly, since a recorder has no
validator. Every path is absolute.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .days import Retention
from .errors import ConfigurationError
from .slots import Area

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What ids, and the directories named after them, are made of."""


@dataclass(frozen=True)
class Camera:
    """A camera: the retention group it is in, and the directory that the recording software writes for it."""

    group: str
    directory: str


@dataclass(frozen=True)
class Store:
    """Where footage lies, how the software lays it out, whose it is, and how full it may become."""

    path: Path
    layout: str
    owner: str
    method: str
    space_limit_percent: int
    event_max_seconds: int
    previews: tuple[Path, ...]


@dataclass(frozen=True)
class Clock:
    """The source that the clock must follow, and the command that tells whether it does."""

    source: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Forward:
    """Where ledger and alarms are sent: syslog over TCP, inside TLS where there is an authority to trust."""

    address: str
    port: int
    authority: Path | None
    certificate: Path | None
    key: Path | None


@dataclass(frozen=True)
class Disk:
    """A disk by its serial number: what lies on it, and its medium."""

    use: str
    medium: str
    devices: tuple[Path, ...]


@dataclass(frozen=True)
class Configuration:
    """Everything that the keeper is told."""

    site: str
    recorder: str
    zone: ZoneInfo
    in_charge: str
    store: Store
    holds: Path
    key_store: tuple[Area, ...]
    wrapping_key: tuple[Area, ...]
    groups: Mapping[str, tuple[Retention, ...]]
    cameras: Mapping[str, Camera]
    granularity: int
    clock: Clock
    database: tuple[str, ...]
    state: Path
    ledger: Path
    forward: Forward | None
    disks: Mapping[str, Disk]

    @property
    def host(self) -> str:
        """What the recorder calls itself towards the management host."""
        return f"{self.site}-{self.recorder}"

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every copy of the key store and of the wrapping key."""
        return *self.key_store, *self.wrapping_key


def load(path: Path) -> Configuration:
    """Read a configuration. Raises ConfigurationError that names the file, the place and what would be right."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read as JSON: {error}") from error
    try:
        return _configuration(_Node(document, ""))
    except _Wrong as wrong:
        raise ConfigurationError(f"{path}: {wrong}") from None


class _Wrong(Exception):
    pass


@dataclass(frozen=True)
class _Node:
    """A value with its place; each method says what it must be."""

    value: Any
    place: str

    def wrong(self, expected: str) -> _Wrong:
        return _Wrong(f"{self.place or '/'}: found {json.dumps(self.value)[:80]}, expected {expected}")

    def object(self, *keys: str) -> dict[str, _Node]:
        if not isinstance(self.value, dict) or (keys and set(self.value) != set(keys)):
            raise self.wrong("an object" + (f" with the keys {', '.join(keys)}" if keys else ""))
        return {key: _Node(value, f"{self.place}/{key}") for key, value in self.value.items()}

    def list(self) -> list[_Node]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [_Node(value, f"{self.place}/{index}") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value or not self.value.isprintable():
            raise self.wrong("a text of one line")
        return self.value

    def name(self) -> str:
        if not isinstance(self.value, str) or not NAME.fullmatch(self.value):
            raise self.wrong("a name of letters, digits, dots, hyphens and underscores")
        return self.value

    def path(self) -> Path:
        if not isinstance(self.value, str) or not self.value.startswith("/") or ".." in Path(self.value).parts:
            raise self.wrong("an absolute path")
        return Path(self.text())

    def whole(self, low: int, high: int) -> int:
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.wrong(f"a whole number from {low} to {high}")
        return self.value

    def one_of(self, *words: str) -> str:
        if self.value not in words:
            raise self.wrong("one of " + ", ".join(words))
        return str(self.value)

    def day(self) -> datetime.date:
        try:
            return datetime.date.fromisoformat(self.value)
        except (TypeError, ValueError):
            raise self.wrong("a date such as 2026-12-01") from None


def _configuration(root: _Node) -> Configuration:
    top = root.object(
        "version", "site", "recorder", "timezone", "in_charge", "store", "holds", "keys", "groups", "cameras",
        "erasure_granularity_days", "clock", "database", "state", "ledger", "forward", "disks",
    )  # fmt: skip
    top["version"].whole(1, 1)
    keys = top["keys"].object("key_store", "wrapping_key")
    groups = {_Node(key, "/groups").name(): _values(node) for key, node in top["groups"].object().items()}
    cameras = {_Node(key, "/cameras").name(): _camera(node, groups) for key, node in top["cameras"].object().items()}
    clock = top["clock"].object("source", "command")
    holds, footage = top["holds"], _store(top["store"])
    if holds.path().is_relative_to(footage.path):
        raise holds.wrong(f"a place apart from {footage.path}")
    database = top["database"]
    return Configuration(
        site=top["site"].name(),
        recorder=top["recorder"].name(),
        zone=_zone(top["timezone"]),
        in_charge=top["in_charge"].name(),
        store=footage,
        holds=holds.path(),
        key_store=_areas(keys["key_store"], "key store", "key-store"),
        wrapping_key=_areas(keys["wrapping_key"], "wrapping key", "wrapping-key"),
        groups=groups,
        cameras=cameras,
        granularity=top["erasure_granularity_days"].whole(0, 1),
        clock=Clock(clock["source"].text(), tuple(word.text() for word in clock["command"].list())),
        database=tuple(word.text() for word in database.list()) if database.value is not None else (),
        state=top["state"].path(),
        ledger=top["ledger"].path(),
        forward=_forward(top["forward"]) if top["forward"].value is not None else None,
        disks={_Node(key, "/disks").text(): _disk(node) for key, node in top["disks"].object().items()},
    )


def _zone(node: _Node) -> ZoneInfo:
    try:
        return ZoneInfo(node.text())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise node.wrong("a time zone such as Asia/Seoul") from None


def _values(node: _Node) -> tuple[Retention, ...]:
    values = [item.object("from", "days") for item in node.list()]
    if not values:
        raise node.wrong("at least one retention")
    return tuple(sorted(Retention(value["from"].day(), value["days"].whole(1, 3660)) for value in values))


def _camera(node: _Node, groups: Mapping[str, object]) -> Camera:
    value = node.object("group", "directory")
    return Camera(value["group"].one_of(*groups), value["directory"].name())


def _store(node: _Node) -> Store:
    value = node.object(
        "path", "layout", "owner", "method", "space_limit_percent", "event_max_seconds", "previews"
    )  # fmt: skip
    return Store(
        path=value["path"].path(),
        layout=value["layout"].one_of("date-first", "camera-first"),
        owner=value["owner"].name(),
        method=value["method"].one_of("key-destruction", "logical"),
        space_limit_percent=value["space_limit_percent"].whole(1, 100),
        event_max_seconds=value["event_max_seconds"].whole(0, 86400),
        previews=tuple(item.path() for item in value["previews"].list()),
    )


def _areas(node: _Node, name: str, kind: str) -> tuple[Area, ...]:
    value = node.object("device", "mirror", "offset", "slot_bytes")
    offset, slot = value["offset"].whole(0, 2**62), value["slot_bytes"].whole(4096, 2**28)
    if offset % 4096 or slot % 8192:
        raise node.wrong("an offset of whole 4096 bytes, and slots of whole 8192")
    first = Area(name, kind, value["device"].path(), offset, slot)
    if value["mirror"].value is None:
        return (first,)
    mirror = Area(f"mirror of the {name}", kind, value["mirror"].path(), offset, slot)
    if mirror.device == first.device:
        raise value["mirror"].wrong("another device than the one it mirrors")
    return first, mirror


def _forward(node: _Node) -> Forward:
    value = node.object("address", "port", "authority", "certificate", "key")
    files = {key: value[key].path() if value[key].value is not None else None for key in value if key not in _PLAIN}
    return Forward(value["address"].text(), value["port"].whole(1, 65535), **files)


_PLAIN = ("address", "port")


def _disk(node: _Node) -> Disk:
    value = node.object("use", "medium", "devices")
    return Disk(
        use=value["use"].one_of("footage", "key-store", "wrapping-key", "holds"),
        medium=value["medium"].one_of("hdd", "ssd"),
        devices=tuple(item.path() for item in value["devices"].list()),
    )
