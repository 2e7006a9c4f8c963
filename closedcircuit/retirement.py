"""The end of a host or of a place: what is to be destroyed, revoked and revised, and what of it is not done yet. Pure.

That something was destroyed counts where a record says so, under the serial number of the disk: the recorder's own, or
the register of disposals (CCTV-DES-06).
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from closedcircuit.errors import InputError, no_such
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site

_KEPT = ("footage", "key-store", "wrapping-key", "holds")
"""What a disk may hold that has to be destroyed before it leaves."""


@dataclass(frozen=True)
class Task:
    """One thing to do. `how` says where; `done` what the inventory and the evidence say of it."""

    kind: Literal["destroy", "revoke", "revise"]
    what: str
    how: str
    done: bool


def tasks(loaded: Inventory, name: str, observed: Mapping[str, Any] | None, day: datetime.date) -> list[Task]:
    """All that ends `name`, a site or `site/host`. Raises InputError where there is no such site or host."""
    key, _, machine = name.partition("/")
    (site,) = loaded.select([key])
    if machine and machine not in site.hosts:
        raise InputError([no_such("host", machine, list(site.hosts))])
    hosts = [site.hosts[machine]] if machine else list(site.hosts.values())
    seen = (observed or {}).get("sites", {}).get(site.id, {})
    found = [*_disks(site, hosts, _destroyed(seen)), *_logins(site, hosts)]
    if not machine:
        found += _people(site, day)
    return [*found, *_published(site, hosts, whole=not machine)]


def _destroyed(seen: Mapping[str, Any]) -> set[str]:
    """The serial numbers of disks that hold nothing any more, by the evidence of a site."""
    by_hosts = (serial for host in seen.get("hosts", {}).values() for serial in host.get("retired", {}))
    return {*by_hosts, *(serial for serial, entry in seen.get("disposals", {}).items() if entry.get("destroyed"))}


def _disks(site: Site, hosts: Sequence[Host], destroyed: Collection[str]) -> Iterator[Task]:
    for host in hosts:
        for disk in host.disks.values():
            if disk.use not in _KEPT:
                continue
            what = f"disk {disk.id} of {site.id}/{host.id} ({disk.use})"
            if disk.serial is None:
                how = f"write its serial number into inventory/sites/{site.id}/site.yaml: records are kept under it"
                yield Task("destroy", what, how, done=False)
                continue
            how = f"on the host: keeper retire --disk {disk.serial} --yes; then observe the host once more"
            yield Task("destroy", f"{what}, {disk.serial}", how, done=disk.serial in destroyed)


def _logins(site: Site, hosts: Sequence[Host]) -> Iterator[Task]:
    for host in hosts:
        if host.host_key:
            how = "take host_key out of site.yaml, so that nothing trusts the host any more"
            yield Task("revoke", f"host key of {site.id}/{host.id}", how, done=False)
        secrets = {
            camera.login.password.secret
            for camera in site.cameras.values()
            if camera.login and camera.recorder == host.id
        }
        for name in sorted(secrets):
            how = "give the cameras another password, and take the secret from where it is kept"
            yield Task("revoke", f"secret {name}, which {site.id}/{host.id} knows", how, done=False)


def _people(site: Site, day: datetime.date) -> Iterator[Task]:
    for account in site.accounts.values():
        over = account.until is not None and account.until < day
        yield Task("revoke", f"account {account.id} at {site.id}", "write its last day under `until`, and deploy", over)


def _published(site: Site, hosts: Sequence[Host], *, whole: bool) -> Iterator[Task]:
    ids = {host.id for host in hosts}
    filming = [camera.id for camera in site.filming() if camera.recorder in ids]
    how = "give the camera another recorder, or take it out of service by a revision"
    for camera in filming:
        yield Task("revise", f"camera {camera} of {site.id}", how, done=False)
    if whole:
        yield Task(
            "revise",
            f"site {site.id} on the policy page",
            "a revision that takes it out of service: service: planned, signs down, ledgers kept for their time",
            done=not site.in_service,
        )
