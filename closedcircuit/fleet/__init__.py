"""Hosts for pyinfra, derived from the inventory: which there are, in which groups, reached at which address.

Roles come before sites, because of two groups that set the same data pyinfra takes the later one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from closedcircuit import inventory, network
from closedcircuit.files import write_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Label, Site

PyinfraHost = tuple[str, dict[str, Any]]
COMING, ALONE = "coming", "alone"
"""Whose facts hosts get instead of a day's: the inventory's, or those as if nothing were published."""
KNOWN_HOSTS = "build/known_hosts"
LOG_AUTHORITY = "log_authority.pem"
"""What a twin has beside its SSH configuration: the certificate that its management host shows to who sends logs."""
HOMEPAGE = "homepage"
"""The place, to those who deploy, of the hosts that serve the homepage; no site has this id."""


def places(loaded: Inventory) -> dict[str, Site]:
    """All places with hosts by id: the sites, and the homepage's hosts as a place of their own."""
    serving = {host.id: host for host in loaded.organization.hosts.values() if host.role == HOMEPAGE}
    homepage = Site(HOMEPAGE, Label("홈페이지", "Homepage"), "planned", {}, hosts=serving)
    return {**loaded.sites, HOMEPAGE: homepage} if serving else dict(loaded.sites)


def groups(root: Path) -> dict[str, list[PyinfraHost]]:
    """Groups `role_<role>` and then `site_<id>` (hyphens as underscores), as pyinfra reads them from hosts.py.

    Every host appears with the same data in both of its groups. The host keys of the inventory are written to
    `build/known_hosts`, where SSH finds them. Raises InputError for a broken inventory.
    """
    loaded = inventory.load(root)
    pinned = root / KNOWN_HOSTS
    write_text(pinned, "".join(known_hosts(loaded, site) for site in places(loaded).values()))
    roles: dict[str, list[PyinfraHost]] = {}
    sites: dict[str, list[PyinfraHost]] = {}
    for site in places(loaded).values():
        for host, (name, data) in hosts(loaded, site):
            entry = (name, {**data, "ssh_known_hosts_file": str(pinned)})
            roles.setdefault(f"role_{host.role}", []).append(entry)
            sites.setdefault(f"site_{site.id.replace('-', '_')}", []).append(entry)
    return dict(sorted(roles.items())) | sites


def hosts(loaded: Inventory, site: Site) -> Iterator[tuple[Host, PyinfraHost]]:
    """A site's hosts with their names and data for pyinfra, the gateway first: nothing is reached but through it."""
    for host in sorted(site.hosts.values(), key=lambda host: host.role != "gateway"):
        data = {
            "root": loaded.root,
            "site": site.id,
            "id": host.id,
            "role": host.role,
            "ssh_hostname": str(network.reached_at(host, site, loaded.organization)),
            "ssh_user": "root",
            # A key that the inventory does not know is refused, not learnt.
            "ssh_strict_host_key_checking": "yes",
        }
        yield host, (f"{site.id}/{host.id}", data)


def known_hosts(loaded: Inventory, site: Site) -> str:
    """The host keys of a site as OpenSSH reads them; a host without one in the inventory has no line, and no trust."""
    return "".join(
        f"{network.reached_at(host, site, loaded.organization)} {host.host_key}\n"
        for host in site.hosts.values()
        if host.host_key
    )
