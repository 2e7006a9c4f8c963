"""What a recorder says of footage and its end, as facts in the shape of schemas/observed.json. Pure.

A recorder is asked beside what every host is asked: its keeper's state, the walk of its store, the newest pictures, and
what its software's driver wants to know.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from closedcircuit import recorder as places
from closedcircuit.drivers import Said, registry
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site

Parts = Mapping[str, Sequence[str]]


def commands(loaded: Inventory, site: Site) -> dict[str, str]:
    """The shell commands by the name of the part that they answer; on other hosts each of them fails."""
    recorders = [places.recorder(loaded, site, host) for host in site.hosts.values() if host.role == "recorder"]
    if not recorders:
        return {}
    masks = shlex.quote(json.dumps(_masks(loaded, site), sort_keys=True))
    devices = sorted({disk.device for host in site.hosts.values() for disk in host.disks.values() if disk.device})
    found = {
        "keeper": f"cat {places.STATE}/state.json",
        "timer": f"test -e {places.CONFIG} && {{ systemctl is-active keeper-erase.timer || true; }}",
        "verified": f'test -e {places.CONFIG} && grep -h \'"kind":"verification"\' {places.STATE}/ledger.jsonl'
        " | tail -n 1",
        "retired": f'test -e {places.CONFIG} && {{ grep -h \'"kind":"retire"\' {places.STATE}/ledger.jsonl || true; }}',
        "footage": f"{places.KEEPER} footage",
        "picture": f"printf '%s' {masks} | {places.KEEPER} picture",
        "memory": "tail -n +2 /proc/swaps | wc -l && cat /proc/sys/kernel/core_pattern"
        " && systemctl show --value -p DefaultLimitCORE",
    }
    if devices:
        each = " ".join(map(shlex.quote, devices))
        found["devices"] = f"for d in {each}; do [ ! -b $d ] || echo $d $(lsblk -nso TYPE $d); done"
    for driver in sorted({told.driver for told in recorders}):
        found[_software(driver)] = registry.DRIVERS[driver].ASK
    return found


def facts(parts: Parts, loaded: Inventory, site: Site, host: Host) -> dict[str, Any]:
    """What is known of a recorder. Raises ValueError or KeyError for an answer that is not understood."""
    if host.role != "recorder":
        return {}
    found: dict[str, Any] = {}
    state = json.loads("\n".join(parts["keeper"])) if parts.get("keeper") else None
    if state is not None:
        found["erasure"] = dict(_erasure(state, parts))
        found["recording"] = _recording(state, parts, loaded, site, host)
    if "retired" in parts:
        records = [json.loads(line) for line in parts["retired"]]
        found["retired"] = {
            record["serial"]: {"destroyed": record["destroyed"]} for record in records if not record["unreachable"]
        }
    if "memory" in parts:
        swaps, pattern, limit = parts["memory"]
        found["memory"] = {"swap": swaps != "0", "core_dumps": limit != "0" and not pattern.startswith("|/bin/false")}
    if "devices" in parts:
        kinds = {device: words for device, *words in map(str.split, parts["devices"])}
        found["disks"] = {
            disk.id: {"encrypted": "crypt" in kinds[disk.device]}
            for disk in host.disks.values()
            # What encrypts itself looks like any other disk from here.
            if disk.device in kinds and disk.encryption != "hardware"
        }
    return found


def _software(driver: str) -> str:
    return f"software-{driver}"


def _masks(loaded: Inventory, site: Site) -> dict[str, Any]:
    """The polygons of every camera's masks, by their name."""
    cameras = loaded.data(site.id, "cameras")
    return {
        key: {name: mask["polygon"] for name, mask in camera["masks"].items() if "polygon" in mask}
        for key, camera in cameras.items()
        if camera.get("masks")
    }


def _erasure(state: Mapping[str, Any], parts: Parts) -> Iterator[tuple[str, Any]]:
    yield "automatic", list(parts.get("timer", [])) == ["active"]
    if ran := state.get("erasure", {}).get("ran"):
        yield "ran", ran
    if parts.get("verified"):
        yield "verified", json.loads(parts["verified"][0])["verified"]
    yield "problems", [line for lines in state["problems"].values() for line in lines]
    if "ledger" in state:
        yield "ledger", {"records": state["ledger"]["records"], "hash": state["ledger"]["hash"]}


def _recording(
    state: Mapping[str, Any], parts: Parts, loaded: Inventory, site: Site, host: Host
) -> dict[str, dict[str, Any]]:
    told = places.recorder(loaded, site, host)
    groups = state.get("groups", {})
    walk = json.loads("".join(parts["footage"]))["cameras"] if parts.get("footage") else {}
    keys = {group: facts["oldest"] for group, facts in groups.items()}
    said = Said(parts.get(_software(told.driver), []), walk, keys)
    found = registry.of(told).read_back(told, said)
    pictures = json.loads("".join(parts["picture"]))["cameras"] if parts.get("picture") else {}
    for channel in told.channels:
        fact = found.setdefault(channel.camera, {})
        if "retention_days" not in fact and channel.group in groups:
            fact["retention_days"] = groups[channel.group]["retention_days"]
        if since := state.get("since", {}).get(channel.camera):
            fact["since"] = since
        seen = pictures.get(channel.camera, {})
        if "audio" in seen:
            fact["audio"] = fact.get("audio", False) or seen["audio"]
        if seen.get("masks"):
            fact["masks"] = seen["masks"]
    return {camera: fact for camera, fact in found.items() if fact}
