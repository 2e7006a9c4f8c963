"""What a recorder says of footage and its end, as facts in the shape of schemas/observed.json. Pure.

A recorder is asked beside what every host is asked: its keeper's state, the walk of its store, the newest pictures, and
what its software's driver wants to know.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from closedcircuit import recorder as places
from closedcircuit.drivers import ReadBack, Said, registry
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site

Parts = Mapping[str, Sequence[str]]
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def commands(loaded: Inventory, site: Site, earlier: Mapping[str, Any]) -> dict[str, str]:
    """The shell commands by the name of the part that they answer; on other hosts each of them fails.

    `earlier` are the facts of the site's hosts as they were seen before.
    """
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
        "ledger": _verified(site, earlier),
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


def _verified(site: Site, earlier: Mapping[str, Any]) -> str:
    """Verifies the ledger of destruction, and that it still has the record that was its last one then."""
    cases = [
        f"{site.hostname(host)}) {places.KEEPER} ledger verify --seen {seen['records']}:{seen['hash']} 2>&1 ;;"
        for host in site.hosts.values()
        if (seen := _head(earlier.get(host.id, {})))
    ]
    cases.append(f"*) {places.KEEPER} ledger verify 2>&1 ;;")
    return f"test -e {places.CONFIG} && {{ case $(hostname) in {' '.join(cases)} esac || true; }}"


def _head(known: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The end of the ledger of destruction as it was seen before."""
    head: Mapping[str, Any] | None = known.get("erasure", {}).get("ledger")
    return head


def facts(
    known: Mapping[str, Any], parts: Parts, loaded: Inventory, site: Site, host: Host, earlier: Mapping[str, Any]
) -> dict[str, Any]:
    """What is known of a host, `known` and what only a recorder tells. People whom its software lets in count among
    its accounts, and where those are not known neither are the accounts.

    `earlier` are its facts as they were seen before: a ledger whose end was cut off is a problem of its erasure, and
    stays one, since the end that was seen first is kept. Raises ValueError or KeyError for an answer that is not
    understood.
    """
    found = dict(known)
    if host.role != "recorder":
        return found
    told = places.recorder(loaded, site, host)
    state = json.loads("\n".join(parts["keeper"])) if parts.get("keeper") else None
    read = _read_back(state or {}, parts, told)
    accounts = found.pop("accounts", None)
    if accounts is not None and read.people is not None:
        found["accounts"] = _accounts(accounts, read.people)
    if state is not None:
        found["erasure"] = dict(_erasure(state, parts))
        if "ledger" in parts and not parts["ledger"][-1].startswith("{"):
            found["erasure"]["problems"].append(parts["ledger"][-1].partition("keeper: ")[2])
            if head := _head(earlier):
                found["erasure"]["ledger"] = head
        found["recording"] = _recording(state, parts, told, read.recording)
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


def _read_back(state: Mapping[str, Any], parts: Parts, told: places.Recorder) -> ReadBack:
    walk = json.loads("".join(parts["footage"]))["cameras"] if parts.get("footage") else {}
    keys = {group: facts["oldest"] for group, facts in state.get("groups", {}).items()}
    return registry.of(told).read_back(told, Said(parts.get(_software(told.driver), []), walk, keys))


def _accounts(known: Mapping[str, Any], people: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Accounts of the host, with what the recording software lets each of them do, and those that only it lets in."""
    found = {name: dict(account) for name, account in known.items()}
    for name, rights in people.items():
        account = found.setdefault(_login(name), {})
        account["rights"] = sorted({*account.get("rights", []), *rights})
    return found


def _login(name: str) -> str:
    """The name of a user as it may stand in a document: one that no account of an inventory could have, in bytes."""
    return name if _ACCOUNT.fullmatch(name) else f"hex.{name.encode().hex()}"


def _recording(
    state: Mapping[str, Any], parts: Parts, told: places.Recorder, read: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    groups = state.get("groups", {})
    found = dict(read)
    pictures = json.loads("".join(parts["picture"]))["cameras"] if parts.get("picture") else {}
    own_period = bool(registry.of(told).DATABASE)
    for channel in told.channels:
        fact = found.setdefault(channel.camera, {})
        if not own_period and channel.group in groups:
            fact["retention_days"] = groups[channel.group]["retention_days"]
        if since := state.get("since", {}).get(channel.camera):
            fact["since"] = since
        seen = pictures.get(channel.camera, {})
        if "audio" in seen:
            fact["audio"] = fact.get("audio", False) or seen["audio"]
        if seen.get("masks"):
            fact["masks"] = seen["masks"]
    return {camera: fact for camera, fact in found.items() if fact}
