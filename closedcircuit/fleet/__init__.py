"""Hosts for pyinfra, derived from the inventory: which there are, in which groups, reached at which address.

Roles come before sites, because of two groups that set the same data pyinfra takes the later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from closedcircuit import inventory, network
from closedcircuit.model import Host, Organization, Site

PyinfraHost = tuple[str, dict[str, Any]]


def groups(root: Path) -> dict[str, list[PyinfraHost]]:
    """Groups `role_<role>` and then `site_<id>` (hyphens as underscores), as pyinfra reads them from hosts.py.

    Every host appears with the same data in both of its groups. Raises InputError for a broken inventory.
    """
    loaded = inventory.load(root)
    roles: dict[str, list[PyinfraHost]] = {}
    sites: dict[str, list[PyinfraHost]] = {}
    for site in loaded.sites.values():
        for host, entry in _hosts(site, loaded.organization):
            roles.setdefault(f"role_{host.role}", []).append(entry)
            sites.setdefault(f"site_{site.id.replace('-', '_')}", []).append(entry)
    return dict(sorted(roles.items())) | sites


def _hosts(site: Site, organization: Organization) -> Iterator[tuple[Host, PyinfraHost]]:
    for host in site.hosts.values():
        data = {
            "site": site.id,
            "role": host.role,
            "hostname": f"{site.id}-{host.id}",
            "ssh_hostname": str(network.reached_at(host, site, organization)),
            # A key that the inventory does not know is refused, not learnt.
            "ssh_strict_host_key_checking": "yes",
        }
        yield host, (f"{site.id}/{host.id}", data)
