"""The inventory as frozen, typed values.

What a control asks for is optional here, as in the schemas: its absence is the control's finding, not a fault.
Every entry of a mapping knows its own `id`.
"""

from __future__ import annotations

import datetime
import ipaddress
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Literal, TypeVar

import cattrs
from cattrs.cols import is_mapping
from cattrs.gen import make_dict_structure_fn

from closedcircuit import units

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Service = Literal["planned", "in-service"]
T = TypeVar("T")


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Label:
    """A text that people read, in Korean (which governs) and in English."""

    ko: str
    en: str


@dataclass(frozen=True)
class ContactPoint:
    """A post that answers to the public; never a person."""

    department: Label | None = None
    title: Label | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Zone:
    """A network segment."""

    id: str
    kind: str
    cidr: Network
    name: Label | None = None
    vlan: int | None = None


@dataclass(frozen=True)
class Flow:
    """A declared connection, from the zone that opens it to the zone that answers."""

    id: str
    source: str
    target: str
    service: str
    reason: str | None = None


@dataclass(frozen=True)
class Interface:
    """One leg of a host; `id` is the kernel's name for it."""

    id: str
    zone: str
    address: Address
    mac: str | None = None


@dataclass(frozen=True)
class Disk:
    """A disk of a host."""

    id: str
    size: units.Bytes
    encryption: str | None = None
    medium: str | None = None
    use: str | None = None
    device: str | None = None
    serial: str | None = None


@dataclass(frozen=True)
class Host:
    """A machine that a deploy makes what its role says."""

    id: str
    role: str
    interfaces: Mapping[str, Interface]
    driver: str | None = None
    channels: int | None = None
    disks: Mapping[str, Disk] = field(default_factory=_none)
    host_key: str | None = None


@dataclass(frozen=True)
class Secret:
    """A value by its name; what it is, `secrets` finds out when a host needs it."""

    secret: str


@dataclass(frozen=True)
class CameraLogin:
    """By which a recorder reads a camera's stream."""

    user: str
    password: Secret


@dataclass(frozen=True)
class Camera:
    """One camera. `regime` None counts as an open place, so that leaving it out loosens nothing."""

    id: str
    service: Service
    area: str
    name: Label | None = None
    regime: str | None = None
    purposes: tuple[str, ...] = ()
    range: Label | None = None
    sees: tuple[str, ...] = ()
    sign: str | None = None
    recorder: str | None = None
    channel: int | None = None
    zone: str | None = None
    address: Address | None = None
    mac: str | None = None
    bitrate: units.BitsPerSecond | None = None
    hours: str | None = None
    retention_group: str | None = None
    login: CameraLogin | None = None
    stream_path: str | None = None

    @property
    def in_service(self) -> bool:
        return self.service == "in-service"

    @property
    def scope(self) -> str:
        """Which controls bind it: those of open places, of staff-only ones, or of mobile devices."""
        return {"art15_nonopen": "nonopen", "art25_2_mobile": "mobile", "exempt": "exempt"}.get(
            self.regime or "", "open"
        )

    @property
    def open_place(self) -> bool:
        """Whether it films an open place, and so counts in the number that signs print."""
        return self.scope == "open"


@dataclass(frozen=True)
class Area:
    """A part of a site; `range` is its class among the policy's ranges."""

    id: str
    access: Literal["public", "staff"]
    kind: str
    name: Label | None = None
    range: str | None = None
    building: str | None = None
    entrance: bool = False


@dataclass(frozen=True)
class Sign:
    """A notice sign. Its cameras are those that name it."""

    id: str
    area: str
    place: Label | None = None
    range: Label | None = None
    mode: str = "flow"
    building: str | None = None
    languages: tuple[str, ...] = ()
    size: str | None = None


@dataclass(frozen=True)
class AuthorisedRole:
    """A role that may see footage, and how many people hold it."""

    id: str
    title: Label | None = None
    count: int | None = None
    rights: tuple[str, ...] = ()
    processor: str | None = None


@dataclass(frozen=True)
class Account:
    """A person with access, by staff id."""

    id: str
    role: str
    trained: datetime.date | None = None
    until: datetime.date | None = None
    ssh_key: str | None = None


@dataclass(frozen=True)
class RetentionBasis:
    """Why footage is kept for so long."""

    reason: Label | None = None
    approver: str | None = None
    review: datetime.date | None = None


@dataclass(frozen=True)
class RetentionGroup:
    """Cameras whose footage is kept for another time than the site's."""

    id: str
    name: Label | None = None
    retention: units.Days | None = None
    basis: RetentionBasis | None = None


@dataclass(frozen=True)
class Storage:
    """Where footage is stored."""

    place: Label | None = None
    room: str | None = None


@dataclass(frozen=True)
class Processor:
    """A company to which work on the cameras is outsourced."""

    id: str
    name: Label
    task: Label | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Viewing:
    """How and where a person checks footage of themselves."""

    method: Label | None = None
    place: Label | None = None


@dataclass(frozen=True)
class Organization:
    """The operator, and what serves every site."""

    id: str
    name: Label
    timezone: str
    jurisdiction: str
    example: bool = False
    homepage: str | None = None
    log_authority: str | None = None
    privacy_officer: ContactPoint | None = None
    processors: Mapping[str, Processor] = field(default_factory=_none)
    zones: Mapping[str, Zone] = field(default_factory=_none)
    hosts: Mapping[str, Host] = field(default_factory=_none)

    @property
    def managers(self) -> list[Host]:
        """The hosts that manage those of every site."""
        return [host for host in self.hosts.values() if host.role == "management"]


@dataclass(frozen=True)
class Policy:
    """What is published for all sites. `parameters` are the company's own values."""

    version: str
    effective: datetime.date
    purposes: Mapping[str, Label]
    ground: tuple[str, ...] = ()
    ranges: Mapping[str, Label] = field(default_factory=_none)
    hours: str | None = None
    responsible: ContactPoint | None = None
    viewing: Viewing | None = None
    approvers: tuple[str, ...] = ()
    notice_count: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=_none)


@dataclass(frozen=True)
class RevisionReason:
    """Why the policy changes; without the English text its translation is pending."""

    ko: str
    en: str | None = None


@dataclass(frozen=True)
class RevisionApproval:
    """When a role approved the revision, and the hash of what it approved."""

    id: str
    date: datetime.date
    hash: str


@dataclass(frozen=True)
class Revision:
    """The revision in preparation. `posted` and `follows` are None for a first version, which needs no notice."""

    version: str
    reason: RevisionReason
    effective: datetime.date
    posted: datetime.date | None = None
    follows: str | None = None
    translated: tuple[str, ...] = ()
    approvals: Mapping[str, RevisionApproval] = field(default_factory=_none)


@dataclass(frozen=True)
class Site:
    """One working place with its cameras."""

    id: str
    name: Label
    service: Service
    cameras: Mapping[str, Camera]
    region: Label | None = None
    address: Label | None = None
    hours: str | None = None
    retention: units.Days | None = None
    retention_basis: RetentionBasis | None = None
    retention_groups: Mapping[str, RetentionGroup] = field(default_factory=_none)
    storage: Storage | None = None
    responsible: ContactPoint | None = None
    people: Mapping[str, AuthorisedRole] = field(default_factory=_none)
    accounts: Mapping[str, Account] = field(default_factory=_none)
    processors: tuple[str, ...] = ()
    buildings: Mapping[str, Label] = field(default_factory=_none)
    areas: Mapping[str, Area] = field(default_factory=_none)
    signs: Mapping[str, Sign] = field(default_factory=_none)
    zones: Mapping[str, Zone] = field(default_factory=_none)
    flows: Mapping[str, Flow] = field(default_factory=_none)
    hosts: Mapping[str, Host] = field(default_factory=_none)

    @property
    def in_service(self) -> bool:
        return self.service == "in-service"

    @property
    def gateways(self) -> list[Host]:
        """The hosts that forward."""
        return [host for host in self.hosts.values() if host.role == "gateway"]

    @property
    def camera_zones(self) -> list[str]:
        """The zones in which cameras stand."""
        return [key for key, zone in self.zones.items() if zone.kind == "camera"]

    def hostname(self, host: Host) -> str:
        """What a host calls itself: after the site and its id, at most 63 letters (RFC 1035)."""
        return f"{self.id}-{host.id}"[:63].rstrip("-")

    def filming(self) -> list[Camera]:
        """The cameras that count and are published: in service, at a site in service."""
        return [camera for camera in self.cameras.values() if camera.in_service and self.in_service]

    def open_count(self) -> int:
        """The number of devices on every sign of the site: cameras of open places, in service."""
        return sum(camera.open_place for camera in self.filming())

    def staff_count(self) -> int:
        """Cameras in service in places that only staff may enter."""
        return sum(not camera.open_place for camera in self.filming())

    def covered_by(self, sign: Sign) -> list[Camera]:
        """The cameras in service that name a sign."""
        return [camera for camera in self.filming() if camera.sign == sign.id]


def structure(data: Any, kind: type[T]) -> T:
    """Plain data that its schema has accepted, as a value of the model."""
    return _CONVERTER.structure(data, kind)


_PLAIN: dict[Any, Any] = {
    units.Days: units.days,
    units.BitsPerSecond: units.bit_rate,
    units.Bytes: units.capacity,
    datetime.date: units.date,
    Address: ipaddress.ip_address,
    Address | None: ipaddress.ip_address,  # the schema lets no null pass
    Network: ipaddress.ip_network,
}


def _read(read: Callable[[Any], Any], value: Any, _: Any) -> Any:
    return read(value)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    for kind, read in _PLAIN.items():
        converter.register_structure_hook_func(partial(operator.eq, kind), partial(_read, read))
    converter.register_structure_hook(
        Flow,
        make_dict_structure_fn(
            Flow, converter, source=cattrs.override(rename="from"), target=cattrs.override(rename="to")
        ),
    )
    entries = converter.get_structure_hook

    def mapping(value: Mapping[str, Any], kind: Any) -> Mapping[str, Any]:
        entry = kind.__args__[1]
        if entry is Any:
            return MappingProxyType(dict(value))
        known = "id" in getattr(entry, "__dataclass_fields__", {})
        read = entries(entry)
        return MappingProxyType(
            {key: read({"id": key, **item} if known else item, entry) for key, item in value.items()}
        )

    converter.register_structure_hook_func(is_mapping, mapping)
    return converter


_CONVERTER = _converter()
