"""The matrix: for every two places of a site's network and every service, whether a connection gets through, and why.

Pure. Cells are what probes measure: the source is a device in a zone, the target an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from closedcircuit.inventory import Inventory
from closedcircuit.model import Address, Organization, Site
from closedcircuit.network.edges import Edge, camera_zone, connections, zones
from closedcircuit.network.permits import End, pairs, single
from closedcircuit.network.services import PORTS, Port, Protocol, ports

CAMERAS = "cameras"
OTHER = "other"


@dataclass(frozen=True)
class Place:
    """Where a connection starts or ends: a leg of a host, a camera zone's cameras, or any other device of a zone.

    `who` is a host's id, `cameras`, or `other` (a device that the inventory does not know); `addresses` are theirs,
    empty for `other`. Cameras are one place for each recorder, since each reads only its own.
    """

    zone: str
    who: str
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Cell:
    """Whether `source` may open a connection to `target` on a port; `flow` and `reason` are None where it may not."""

    source: Place
    target: Place
    service: str
    protocol: Protocol
    port: int
    allowed: bool
    flow: str | None
    reason: str | None


def matrix(inventory: Inventory, site: Site) -> list[Cell]:
    """Every cell of a site, in the order of its places and of the services.

    Left out is what no firewall of ours sees: a device with itself, and two devices of one zone that are not hosts of
    the site.
    """
    return list(_cells(site, inventory.organization))


def _cells(site: Site, organization: Organization) -> Iterator[Cell]:
    found = places(site, organization)
    edges = connections(site, organization)
    open_cells = {
        (source, target, port): edge
        for edge in reversed(edges)  # so that of several edges the first gives the reason
        for first, last in pairs(edge, site, organization)
        for source in found
        if _within(source, first, site, organization)
        for target in found
        if _within(target, last, site, organization)
        for port in ports(edge.service)
    }
    names = _ports(edges)
    for source in found:
        for target in found:
            if not _seen(source, target, site):
                continue
            for port, name in names.items():
                edge = open_cells.get((source, target, port))
                if edge is None:
                    yield Cell(source, target, name, *port, False, None, None)
                else:
                    yield Cell(source, target, edge.service, *port, True, edge.id, edge.reason)


def places(site: Site, organization: Organization) -> list[Place]:
    """Every place of a site's network: its hosts, its cameras, the organization's hosts, a stranger in each zone."""
    cameras: dict[tuple[str, str | None], list[Address]] = {}
    for camera in site.cameras.values():
        zone = camera_zone(camera, site)
        if zone is not None and camera.address is not None:
            cameras.setdefault((zone, camera.recorder), []).append(camera.address)
    hosts = [*site.hosts.values(), *organization.hosts.values()]
    return [
        *(Place(leg.zone, host.id, (leg.address,)) for host in hosts for leg in host.interfaces.values()),
        *(Place(zone, CAMERAS, tuple(sorted(known, key=int))) for (zone, _), known in cameras.items()),
        *(Place(zone, OTHER) for zone in zones(site, organization)),
    ]


def _seen(source: Place, target: Place, site: Site) -> bool:
    """Whether a firewall of the site stands between two places."""
    ours = [place.who in site.hosts for place in (source, target)]
    if source.who == target.who and any(ours):
        return False
    if any(ours):
        return True
    return source.zone != target.zone and any(place.zone in site.zones for place in (source, target))


def _within(place: Place, end: End, site: Site, organization: Organization) -> bool:
    if place.zone != end.zone:
        return False
    if end.host is not None or place.who in site.hosts:
        return (
            end.host is not None and end.host.id == place.who and end.addresses == tuple(map(single, place.addresses))
        )
    if not place.addresses:
        return end.addresses == (zones(site, organization)[place.zone].cidr,)
    return all(any(address in network for network in end.addresses) for address in place.addresses)


def _ports(edges: list[Edge]) -> dict[Port, str]:
    """Every port that is worth a look: of each known service and of each flow, with the first service of it."""
    names: dict[Port, str] = {}
    for service in [*PORTS, *(edge.service for edge in edges)]:
        for port in ports(service):
            names.setdefault(port, service)
    return names
