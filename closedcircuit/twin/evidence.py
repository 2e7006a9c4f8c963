"""What hosts of a twin may be observed to be: cameras play meanwhile, and what the twin had to make up is left out."""

from __future__ import annotations

import contextlib
import datetime
import json
import time
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from closedcircuit import recorder as places
from closedcircuit.drivers import registry
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.recorder import Channel
from closedcircuit.twin import cameras, expiry
from closedcircuit.twin.twin import Twin

_PATIENCE = 30.0
_DAYS = ("oldest", "newest", "since", "ran", "verified")
_DATED = ("erasure", "access_log", "rights_log")


@contextlib.contextmanager
def watched(twin: Twin, loaded: Inventory, site: Site, secrets: Mapping[str, str]) -> Iterator[None]:
    """For the block, cameras of the site play, with black where the inventory has a mask. Raises ToolError."""
    chosen = _played(loaded, site)
    if not chosen:
        yield
        return
    folder = twin.capsule.state / "watched"
    folder.mkdir(mode=0o700)
    declared = loaded.data(site.id, "cameras")
    masks = [mask for channel in chosen for mask in declared[channel.camera].get("masks", {}).values()]
    boxes = [_box(mask["polygon"]) for mask in masks if "polygon" in mask]
    with expiry.playing(twin, site, chosen, "watched", secrets, folder, boxes):
        yield


def wait_for_footage(twin: Twin, loaded: Inventory, site: Site, secrets: Mapping[str, str]) -> None:
    """Wait until cameras that play have footage, for a while: one that never has is found by whoever observes.

    Software that has only just started may not have had its first picture. Only what a deploy starts is waited for.
    """
    deadline = time.monotonic() + _PATIENCE
    for host in site.hosts.values():
        told = places.recorder(loaded, site, host)
        if host.role != "recorder" or not registry.of(told).desired(told, secrets).started:
            continue
        playing = {channel.camera for channel in _played(loaded, site)} & {channel.camera for channel in told.live}
        while time.monotonic() < deadline:
            said = twin.hosts[host.id].run([places.KEEPER, "footage"], check=False).stdout
            walk = json.loads(said)["cameras"] if said else {}
            if all(walk.get(camera, {}).get("oldest") for camera in playing):
                break
            time.sleep(1)


def real(document: dict[str, Any], twin: Twin, loaded: Inventory, site: Site, day: datetime.date) -> dict[str, Any]:
    """What was observed, but for what the twin had to make up: that is no evidence of anything.

    Left out are MACs where none is declared, disks, which no installer encrypted, and footage of cameras that did not
    play. Days on which something happened are told as seen from `day`, on which the rehearsal is held.
    """
    invented = twin.layout.invented(site, loaded.organization)
    playing = {channel.camera for channel in _played(loaded, site)}
    later = day - datetime.datetime.now(ZoneInfo(loaded.organization.timezone)).date()
    for observed in document["sites"].values():
        for facts in observed["hosts"].values():
            if "neighbours" in facts:
                facts["neighbours"] = [entry for entry in facts["neighbours"] if entry["mac"] not in invented]
            facts.pop("disks", None)
            if "recording" in facts:
                facts["recording"] = {key: fact for key, fact in facts["recording"].items() if key in playing}
            for fact in [*facts.get("recording", {}).values(), *(facts.get(name, {}) for name in _DATED)]:
                for key in fact.keys() & set(_DAYS):
                    fact[key] = (datetime.date.fromisoformat(fact[key]) + later).isoformat()
    return document


def _played(loaded: Inventory, site: Site) -> list[Channel]:
    """Of every recorder as many cameras as a machine like this one can play."""
    found: list[Channel] = []
    for host in site.hosts.values():
        if host.role == "recorder":
            channels = places.recorder(loaded, site, host).live
            found += [channel for channel in channels if channel.address is not None][: cameras.AT_MOST]
    return found


def _box(polygon: list[list[int]]) -> tuple[int, int, int, int]:
    """The rectangle around a mask: left, top, right, bottom in percent."""
    across, down = zip(*polygon, strict=True)
    return min(across), min(down), max(across), max(down)
