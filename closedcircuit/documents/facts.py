"""What the policy can state: every fact with its value and with the places in the inventory that it stands on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from closedcircuit.model import Label

Pointer = tuple[str | None, str]
"""A site's id (None for the organization's own files), and a JSON pointer as a rule sees it: `/site/retention`."""
Kind = Literal["label", "days", "date", "hours", "number", "phone", "version", "ground", "url"]
Value = Label | str | int | datetime.date


@dataclass(frozen=True)
class Fact:
    """One thing that the policy says. `value` is None where the inventory lacks it."""

    id: str
    kind: Kind
    value: Value | None
    stands_on: tuple[Pointer, ...]


@dataclass(frozen=True)
class Contact:
    """A post that answers to the public."""

    department: Fact
    title: Fact
    phone: Fact


@dataclass(frozen=True)
class Entry:
    """One entry of a list, with the id that the inventory gives it."""

    id: str
    text: Fact


@dataclass(frozen=True)
class Processor:
    """A company that works on the cameras on the operator's behalf."""

    id: str
    name: Fact
    task: Fact
    phone: Fact


@dataclass(frozen=True)
class Role:
    """A role that may see footage, and how many people hold it."""

    title: Fact
    people: Fact


@dataclass(frozen=True)
class OtherHours:
    """Devices of a place that record at other hours than the place."""

    hours: Fact
    devices: Fact


@dataclass(frozen=True)
class Group:
    """Devices of a place whose footage is kept for another time than the place's."""

    name: Fact
    devices: Fact
    retention: Fact
    reason: Fact


@dataclass(frozen=True)
class Place:
    """A working place in service; `anchor` is what the page calls its row, and what signs lead to."""

    id: str
    anchor: str
    name: Fact
    address: Fact
    open_devices: Fact
    staff_devices: Fact
    ranges: tuple[Fact, ...]
    hours: Fact
    other_hours: tuple[OtherHours, ...]
    retention: Fact
    reason: Fact
    groups: tuple[Group, ...]
    storage: Fact
    contact: Contact
    roles: tuple[Role, ...]
    people: Fact


@dataclass(frozen=True)
class Region:
    """Working places that stand together in the table; `name` is None for those of no region."""

    id: str
    name: Fact | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class OperatorFacts:
    """The operator. `example` says that the facts are made up."""

    name: Fact
    example: bool
    officer: Contact | None
    processors: tuple[Processor, ...]


@dataclass(frozen=True)
class PolicyFacts:
    """What holds for all places."""

    version: Fact
    effective: Fact
    ground: tuple[Fact, ...]
    purposes: tuple[Entry, ...]
    ranges: tuple[Fact, ...]
    hours: Fact
    contact: Contact
    method: Fact
    place: Fact


@dataclass(frozen=True)
class Totals:
    """Sums over all places in service."""

    places: Fact
    open_devices: Fact
    staff_devices: Fact


@dataclass(frozen=True)
class Statement:
    """Everything that the policy can state, by the names under which a template knows it."""

    operator: OperatorFacts
    policy: PolicyFacts
    places: tuple[Place, ...]
    regions: tuple[Region, ...]
    total: Totals
