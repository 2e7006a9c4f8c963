"""What holds on a day: the facts of the version in force, and of the inventory what the policy does not state.

While a notice runs two values live at once: the one that is published, and the coming one, which the inventory has
already. A version keeps the inventory's words behind everything it states (`stated.json`), so that the inventory of a
day is the one of today with those words put back. Pure.
"""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from closedcircuit import waivers
from closedcircuit.documents.published import STATED, History, Version
from closedcircuit.inventory import Inventory, Key
from closedcircuit.yamlfile import join_pointer, split_pointer

_CONTACT = ("department", "title", "phone")
STATED_OF: Mapping[str, tuple[str, ...]] = {
    "organization": (
        "/name",
        *(f"/privacy_officer/{key}" for key in _CONTACT),
        *(f"/processors/*/{key}" for key in ("name", "task", "phone")),
    ),
    "policy": (
        *("/ground", "/purposes", "/ranges", "/hours", "/viewing/method", "/viewing/place"),
        *(f"/responsible/{key}" for key in _CONTACT),
    ),
    "site": (
        *("/service", "/name", "/address", "/region", "/hours", "/retention", "/retention_basis/reason"),
        *(f"/retention_groups/*/{key}" for key in ("name", "retention", "basis/reason")),
        *("/storage/place", "/people/*/title", "/people/*/count", "/areas/*/range"),
        *(f"/responsible/{key}" for key in _CONTACT),
    ),
    "cameras": tuple(f"/*/{key}" for key in ("service", "regime", "area", "hours", "retention_group", "purposes")),
}
"""Where the facts that a policy can state are written, by kind of document; `*` stands for any id."""
_WHOLE = "retention_groups"
"""An entry of which everything that matters is stated, so that one that is gone can be put back."""
_PLANNED = "planned"


def stated(inventory: Inventory) -> dict[str, dict[str, dict[str, Any]]]:
    """The inventory's words behind what its policy states: by site ("" for the organization's), kind, and pointer."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (site, kind), document in sorted(inventory.documents.items(), key=lambda item: (item[0][0] or "", item[0][1])):
        for pattern in STATED_OF.get(kind, ()):
            words = found.setdefault(site or "", {}).setdefault(kind, {})
            words |= {join_pointer(path): value for path, value in _matches(document.data, split_pointer(pattern))}
    return found


def facts_on(inventory: Inventory, history: History, day: datetime.date) -> Inventory:
    """The inventory as it holds on a day, with the positions of the one of today.

    What the version in force states stands as it did when that version was frozen. A site or a camera that it does not
    know is planned. One that the inventory no longer has is not brought back, and one that it has taken out of service
    stays out under a waiver of CCTV-REV-08: to film less may go first. The number of devices that the page states is
    `devices` all the same. Before the first version, and under an adopted one, of which no facts are known, the
    inventory holds.
    """
    less = bool(waivers.standing(inventory.data(None, "waivers"), "CCTV-REV-08", "policy", day))
    return as_stated(inventory, history.in_force(day), less=less)


def as_stated(inventory: Inventory, version: Version | None, *, less: bool = False) -> Inventory:
    """The inventory with the words of a version in it, as `facts_on`. `less`: what is out of service stays so."""
    frozen = _frozen(version)
    if frozen is None:
        return inventory
    documents = dict(inventory.documents)
    for key, document in inventory.documents.items():
        site, kind = key
        if kind in STATED_OF:
            known = frozen.get(site or "")
            words = None if known is None else known.get(kind, {})
            documents[key] = replace(document, data=_put_back(document.data, kind, words, less))
    return inventory.with_documents(documents)


def devices(version: Version | None) -> dict[str, int]:
    """How many devices of open places a version states, by site."""
    facts = version.policies["ko"]["facts"] if version and version.policies else {}
    named = ((name.split("."), fact["value"]) for name, fact in facts.items())
    return {words[1]: number for words, number in named if words[0] == "sites" and words[2:] == ["open_devices"]}


def differs(inventory: Inventory, history: History, day: datetime.date) -> set[Key]:
    """The documents of which the inventory has other words than hold on a day."""
    held = facts_on(inventory, history, day)
    return {key for key, document in inventory.documents.items() if held.documents[key].data != document.data}


def _frozen(version: Version | None) -> dict[str, dict[str, dict[str, Any]]] | None:
    if version is None or STATED not in version.files:
        return None
    words: dict[str, dict[str, dict[str, Any]]] = json.loads(version.files[STATED])
    return words


def _put_back(data: Any, kind: str, words: Mapping[str, Any] | None, less: bool) -> Any:
    """A document with the frozen words in it; None: the version knows no such site."""
    data = copy.deepcopy(data)
    if words is None:
        if kind == "site":
            data["service"] = _PLANNED
        return data
    known = {split_pointer(pointer)[0] for pointer in words}
    for pattern in STATED_OF[kind]:
        for path, _ in list(_matches(data, split_pointer(pattern))):
            if kind == "cameras" and path[0] not in known:
                data[path[0]]["service"] = _PLANNED
            elif join_pointer(path) not in words and (len(path) == 1 or path[0] != _WHOLE):
                _parent(data, path).pop(path[-1], None)
    for pointer, value in words.items():
        path = split_pointer(pointer)
        if kind == "cameras" and path[0] not in data:
            continue
        if less and path[-1] == "service" and _parent(data, path).get("service") == _PLANNED:
            continue
        if path[0] == _WHOLE or len(path) == 1 or _has(data, path[:-1]):
            _parent(data, path)[path[-1]] = copy.deepcopy(value)
    return data


def _matches(data: Any, pattern: list[str]) -> Iterator[tuple[list[str], Any]]:
    """Every node that a pattern leads to, with its path."""
    if not pattern:
        yield [], data
        return
    head, *rest = pattern
    keys = [head] if head != "*" else list(data) if isinstance(data, Mapping) else []
    for key in keys:
        if isinstance(data, Mapping) and key in data:
            for path, value in _matches(data[key], rest):
                yield [key, *path], value


def _has(data: Any, path: list[str]) -> bool:
    for key in path:
        if not isinstance(data, Mapping) or key not in data:
            return False
        data = data[key]
    return True


def _parent(data: Any, path: list[str]) -> Any:
    for key in path[:-1]:
        data = data.setdefault(key, {})
    return data
