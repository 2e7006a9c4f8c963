"""The one file that says what this recorder keeps, and where: JSON, written by the deploy from the inventory.

`schemas/keeper.json` describes it for the side that writes it; here it is read strictly, since a recorder has no
validator. Every path is absolute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from .days import Retention
from .node import Node, read_file
from .slots import Area


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
    return read_file(path, _configuration)


def _configuration(root: Node) -> Configuration:
    top = root.object(
        "version", "site", "recorder", "timezone", "in_charge", "store", "holds", "keys", "groups", "cameras",
        "erasure_granularity_days", "clock", "database", "state", "ledger", "forward", "disks",
    )  # fmt: skip
    top["version"].whole(1, 1)
    keys = top["keys"].object("key_store", "wrapping_key")
    groups = {Node(key, "/groups").name(): _values(node) for key, node in top["groups"].object().items()}
    cameras = {Node(key, "/cameras").name(): _camera(node, groups) for key, node in top["cameras"].object().items()}
    holds, footage = top["holds"], _store(top["store"])
    if holds.path().is_relative_to(footage.path):
        raise holds.wrong(f"a place apart from {footage.path}")
    database = top["database"]
    return Configuration(
        site=top["site"].name(),
        recorder=top["recorder"].name(),
        zone=top["timezone"].zone(),
        in_charge=top["in_charge"].name(),
        store=footage,
        holds=holds.path(),
        key_store=_areas(keys["key_store"], "key store", "key-store"),
        wrapping_key=_areas(keys["wrapping_key"], "wrapping key", "wrapping-key"),
        groups=groups,
        cameras=cameras,
        granularity=top["erasure_granularity_days"].whole(0, 1),
        clock=read_clock(top["clock"]),
        database=tuple(word.text() for word in database.list()) if database.value is not None else (),
        state=top["state"].path(),
        ledger=top["ledger"].path(),
        forward=read_forward(top["forward"]),
        disks={Node(key, "/disks").text(): _disk(node) for key, node in top["disks"].object().items()},
    )


def _values(node: Node) -> tuple[Retention, ...]:
    values = [item.object("from", "days") for item in node.list()]
    if not values:
        raise node.wrong("at least one retention")
    return tuple(sorted(Retention(value["from"].day(), value["days"].whole(1, 3660)) for value in values))


def _camera(node: Node, groups: Mapping[str, object]) -> Camera:
    value = node.object("group", "directory")
    return Camera(value["group"].one_of(*groups), value["directory"].name())


def _store(node: Node) -> Store:
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


def _areas(node: Node, name: str, kind: str) -> tuple[Area, ...]:
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


def read_clock(node: Node) -> Clock:
    """The clock that a document names."""
    value = node.object("source", "command")
    return Clock(value["source"].text(), tuple(word.text() for word in value["command"].list()))


def read_forward(node: Node) -> Forward | None:
    """Where a document says that records are sent, if anywhere."""
    if node.value is None:
        return None
    value = node.object("address", "port", "authority", "certificate", "key")
    files = {key: value[key].path() if value[key].value is not None else None for key in value if key not in _PLAIN}
    return Forward(value["address"].text(), value["port"].whole(1, 65535), **files)


_PLAIN = ("address", "port")


def _disk(node: Node) -> Disk:
    value = node.object("use", "medium", "devices")
    return Disk(
        use=value["use"].one_of("footage", "key-store", "wrapping-key", "holds"),
        medium=value["medium"].one_of("hdd", "ssd"),
        devices=tuple(item.path() for item in value["devices"].list()),
    )
