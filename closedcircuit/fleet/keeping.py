"""What a recorder is beside its network: footage store, keeper, accounts, and its recording software. Pure.

The order is that of `components`: what people do is logged, accounts are there, memory keeps nothing, the store is
mounted, the keeper prepares days, and only then is anything recorded.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from closedcircuit import recorder as places
from closedcircuit.controls import Parameter
from closedcircuit.documents.published import UNPUBLISHED, History
from closedcircuit.drivers import Driver, registry
from closedcircuit.errors import InputError, Problem
from closedcircuit.fleet import logs, people, systemd
from closedcircuit.fleet.component import HEADER, Component, File
from closedcircuit.inventory import Inventory
from closedcircuit.model import Disk, Host, Site
from closedcircuit.rendering import template

AUTHORITY = "/etc/closedcircuit/log-authority.pem"
"""The certificate that the management host's own is verified by."""
OFFSET = 1 << 20
"""Bytes left alone at the beginning of a disk for keys, where a partition table would lie."""
SLOT_BYTES = 1 << 22
"""Bytes of each of the two slots: room for the days of ten years in a handful of retention groups."""
SPACE_LIMIT_PERCENT = 95
_KEEPER_UNITS = ("keeper-prepare.service", "keeper-erase.service", "keeper-erase.timer")


def components(
    inventory: Inventory,
    site: Site,
    host: Host,
    secrets: Mapping[str, str],
    clock: str,
    numbers: Mapping[str, Parameter],
    history: History = UNPUBLISHED,
) -> list[Component]:
    """The components of a recorder; `clock` is the address of the time source, `history` the published versions.

    `numbers` are the parameters of the controls.

    Raises InputError where the inventory names no disk for what must lie on one, or no retention for a camera.
    """
    told = places.recorder(inventory, site, host)
    driver = registry.of(told)
    disks = _Disks(inventory, site, host)
    wanted = driver.desired(told, secrets)
    return [
        *accounted(inventory, site, host, clock, numbers, {*wanted.started, *wanted.idle}),
        _memory(),
        _store(disks),
        _account(driver),
        _keeper(configuration(inventory, site, host, clock, history), disks),
        driver.apply(wanted),
    ]


def accounted(
    inventory: Inventory,
    site: Site,
    host: Host,
    clock: str,
    numbers: Mapping[str, Parameter],
    units: Iterable[str] = (),
) -> list[Component]:
    """What every host has on which people have accounts: its logs, and then the accounts. `units` as `logs` says."""
    told = logs.configuration(inventory, site, host, clock, numbers, _forward(inventory), units)
    return [
        logs.component(told, inventory.organization.log_authority),
        people.component(site, host),
    ]


def configuration(
    inventory: Inventory, site: Site, host: Host, clock: str, history: History = UNPUBLISHED
) -> dict[str, Any]:
    """The keeper's configuration (schemas/keeper.json). Raises InputError as `components` does."""
    told = places.recorder(inventory, site, host)
    driver = registry.of(told)
    disks = _Disks(inventory, site, host)
    problems = [
        Problem(
            inventory.position(f"/cameras/{channel.camera}", site.id),
            f"no retention is declared for the group {channel.group} of this camera",
            "a recorder keeps nothing without knowing for how long",
        )
        for channel in told.channels
        if channel.group not in told.days
    ]
    if problems:
        raise InputError(problems)
    since = inventory.policy.effective.isoformat()
    groups = sorted({channel.group for channel in told.channels})
    return {
        "version": 1,
        "site": site.id,
        "recorder": host.id,
        "timezone": inventory.organization.timezone,
        "in_charge": _in_charge(site),
        "store": {
            "path": places.STORE,
            "layout": driver.LAYOUT,
            "owner": driver.OWNER,
            "method": "key-destruction",
            "space_limit_percent": SPACE_LIMIT_PERCENT,
            "event_max_seconds": driver.EVENT_SECONDS,
            "previews": list(driver.PREVIEWS),
        },
        "holds": places.HOLDS,
        "keys": {"key_store": disks.area("key-store"), "wrapping_key": disks.area("wrapping-key")},
        "groups": {group: _periods(history, site, group, told.days[group], since) for group in groups},
        "cameras": {
            channel.camera: {"group": channel.group, "directory": channel.directory} for channel in told.channels
        },
        "erasure_granularity_days": told.granularity,
        "clock": places.clock(clock),
        "database": list(driver.DATABASE) or None,
        "state": places.STATE,
        "ledger": f"{places.STATE}/ledger.jsonl",
        "forward": _forward(inventory),
        "disks": disks.by_serial(),
    }


def _periods(history: History, site: Site, group: str, days: int, since: str) -> list[dict[str, Any]]:
    """How long footage of a group is kept, from which day on.

    Every version that has begun or whose notice was seen gives its period, so that the keeper changes over by its own
    day and nothing has to be deployed at midnight. A period that no version states is the inventory's alone.
    """
    own = f"sites.{site.id}"
    fact = f"{own}.retention" if group == places.GROUP else f"{own}.groups.{group}.retention"
    found: list[dict[str, Any]] = []
    for version in history.standing:
        stated = version.policies["ko"]["facts"].get(fact) if version.announced and version.policies else None
        if stated and (not found or found[-1]["days"] != stated["value"]):
            found.append({"from": version.effective.isoformat(), "days": stated["value"]})
    return found if days in [period["days"] for period in found] else [{"from": since, "days": days}]


def _in_charge(site: Site) -> str:
    """The role that answers for the site: the authorised one that bears the title of the person in charge."""
    title = site.responsible.title if site.responsible else None
    return next((key for key, role in site.people.items() if title and role.title == title), "person-in-charge")


def _forward(inventory: Inventory) -> dict[str, Any] | None:
    """The management host's ear for logs, by the flow that every recorder has to it.

    Nothing is sent where no authority vouches for that host: it might be another.
    """
    managers = inventory.organization.managers
    if not managers or inventory.organization.log_authority is None:
        return None
    address = next(iter(managers[0].interfaces.values())).address
    return {"address": str(address), "port": 6514, "authority": AUTHORITY, "certificate": None, "key": None}


class _Disks:
    """The disks of a recorder by what lies on them."""

    def __init__(self, inventory: Inventory, site: Site, host: Host) -> None:
        self._inventory, self._site, self._host = inventory, site, host

    def of(self, use: str) -> list[tuple[Disk, str]]:
        """Disks of a use with their devices. Raises InputError where one has none."""
        found = [disk for disk in self._host.disks.values() if disk.use == use]
        if lacking := [disk for disk in found if disk.device is None]:
            raise InputError(
                [self._problem(f"/{disk.id}", "no device", "name it as the host does") for disk in lacking]
            )
        return [(disk, disk.device) for disk in found if disk.device is not None]

    def needed(self, use: str) -> list[tuple[Disk, str]]:
        """The same, at least one. Raises InputError."""
        if not (found := self.of(use)):
            raise InputError([self._problem("", f"no disk of use {use}", "a recorder without one cannot erase")])
        return found

    def area(self, use: str) -> dict[str, Any]:
        """Where keys lie: a device, and a second disk of the same use as its mirror."""
        devices = [device for _, device in self.needed(use)]
        mirror = devices[1] if len(devices) > 1 else None
        return {"device": devices[0], "mirror": mirror, "offset": OFFSET, "slot_bytes": SLOT_BYTES}

    def by_serial(self) -> dict[str, Any]:
        """Every disk that holds footage or keys, under its serial number; under its id where none is written."""
        return {
            disk.serial or disk.id: {
                "use": use,
                "medium": disk.medium or "ssd",  # what is not said to be magnetic might be flash
                "devices": [device] if use in ("key-store", "wrapping-key") else [],
            }
            for use in ("footage", "key-store", "wrapping-key", "holds")
            for disk, device in self.of(use)
        }

    def devices(self) -> list[str]:
        """The devices for keys."""
        return [device for use in ("key-store", "wrapping-key") for _, device in self.needed(use)]

    def _problem(self, below: str, message: str, advice: str) -> Problem:
        pointer = f"/site/hosts/{self._host.id}/disks{below}"
        return Problem(self._inventory.position(pointer, self._site.id), message, advice)


def _memory() -> Component:
    """Neither swap nor core dumps: both would write keys and pictures where no key ends them."""
    dumps = "/etc/sysctl.d/61-closedcircuit-dumps.conf"
    return Component(
        "memory",
        "Memory is never written to a disk",
        files=(
            File(dumps, f"{HEADER}kernel.core_pattern = |/bin/false\nfs.suid_dumpable = 0\n"),
            File("/etc/systemd/system.conf.d/closedcircuit.conf", f"{HEADER}[Manager]\nDefaultLimitCORE=0\n"),
            File("/etc/security/limits.d/closedcircuit.conf", f"{HEADER}* hard core 0\nroot hard core 0\n"),
        ),
        states={
            "systemctl is-enabled swap.target": "masked",
            r"grep -E '^[^#].*[[:space:]]swap[[:space:]]' /etc/fstab": "",
        },
        apply=(
            # A container's kernel is not its own; there the file waits for a machine whose kernel is.
            f"sysctl -q -p {dumps} || true",
            "systemctl daemon-reexec",
            r"sed -i -E 's/^([^#].*[[:space:]]swap[[:space:]].*)$/# \1/' /etc/fstab",
            "systemctl mask --quiet swap.target",
            "swapoff -a || true",
        ),
    )


def _store(disks: _Disks) -> Component:
    files, units, states, commands = [], [], {}, []
    for use, path, needed in (("footage", places.STORE, True), ("holds", places.HOLDS, False)):
        found = disks.needed(use) if needed else disks.of(use)
        if not found:
            continue
        device = found[0][1]
        unit = f"{path.strip('/').replace('/', '-')}.mount"
        text = systemd.render("store.mount", description=f"File system of {use}", device=device, path=path)
        files.append(File(f"/etc/systemd/system/{unit}", text))
        units.append(unit)
        states[f"stat -c '%a %U:%G' {path}"] = "755 root:root"
        states[_options(path)] = "noatime,nodev,noexec,nosuid"
        label = shlex.quote(use)
        commands.append(template("recorder/make-store.sh.j2").render(device=shlex.quote(device), label=label))
    return Component(
        "store",
        "Footage lies on a file system of its own, which can encrypt directories",
        packages=("e2fsprogs",),
        files=tuple(files),
        states=states,
        units=tuple(units),
        apply=(
            *commands,
            f"install -d {places.STORE} {places.HOLDS}",
            "systemctl daemon-reload",
            f"systemctl restart {' '.join(units)}",
            *(f"chown root:root {path} && chmod 755 {path}" for path in (places.STORE, places.HOLDS)),
        ),
    )


def _options(path: str) -> str:
    return f"findmnt -rno OPTIONS {path} | tr , '\\n' | grep -xE 'nodev|nosuid|noexec|noatime' | sort | paste -sd,"


def _account(driver: Driver) -> Component:
    """The account that records. A driver whose package brings its own account has nothing made for it."""
    own = driver.OWNER == places.OWNER
    return Component(
        "recording-account",
        "Footage belongs to the recording software alone",
        states={f"getent passwd {places.OWNER} | cut -d: -f6,7": "/nonexistent:/usr/sbin/nologin"} if own else {},
        apply=(
            f"getent passwd {places.OWNER} >/dev/null || useradd --system --user-group --no-create-home {places.OWNER}",
            f"usermod --home /nonexistent --shell /usr/sbin/nologin {places.OWNER}",
        )
        if own
        else (),
    )


def _keeper(told: Mapping[str, Any], disks: _Disks) -> Component:
    values = {
        "python": places.PYTHON,
        "program": places.PROGRAM,
        "config": places.CONFIG,
        "store": places.STORE,
        "holds": places.HOLDS,
        "state": places.STATE,
        "previews": told["store"]["previews"],
        "devices": disks.devices(),
        "before": [],
    }
    shell = template("recorder/keeper.sh.j2").render(program=places.PROGRAM, python=places.PYTHON, module="keeper")
    return Component(
        "keeper",
        "A key for every day of footage, and the end of that key on time",
        packages=("python3-cryptography",),
        files=(
            File(places.CONFIG, json.dumps(told, indent=1, sort_keys=True) + "\n"),
            File(places.KEEPER, shell, "755"),
            *(File(f"/etc/systemd/system/{unit}", systemd.render(unit, **values)) for unit in _KEEPER_UNITS),
        ),
        units=("keeper-prepare.service", "keeper-erase.timer"),
        apply=(
            f"install -d -m 755 {places.STATE}",
            "systemctl daemon-reload",
            "systemctl restart keeper-prepare.service",
        ),
    )
