"""The network as one edge list: the flows a site declares and those that the roles of its hosts imply.

Pure. An edge goes from the zone whose member opens a connection to the zone whose member answers; the gateway, which
stands in every zone, is a node of its own (`host/<id>`). Rules see it as `declared.network`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from closedcircuit.model import Address, Camera, Host, Interface, Organization, Site, Zone

ID_LENGTH = 100
"""An edge's id is the comment of its firewall rules, which nft limits to 128 bytes."""


@dataclass(frozen=True, order=True)
class Edge:
    """A connection that may be opened. `path` is the JSON pointer of what declares or implies it.

    `opens` and `answers` are the hosts at its ends where it joins hosts; None stands for every member of the zone.
    """

    id: str
    source: str
    target: str
    service: str
    reason: str
    implied: bool
    path: str
    opens: str | None = None
    answers: str | None = None


def edges(site: Site, organization: Organization) -> list[Edge]:
    """Every edge from one zone to another: declared ones first, implied ones in the order of its hosts."""
    return [edge for edge in connections(site, organization) if edge.source != edge.target or not edge.implied]


def connections(site: Site, organization: Organization) -> list[Edge]:
    """The edges, and those between hosts of one zone, which no gateway sees but hosts must let through as well."""
    declared = [
        Edge(key, flow.source, flow.target, flow.service, flow.reason or "", False, f"/site/flows/{key}")
        for key, flow in site.flows.items()
    ]
    taken = set(site.flows)
    return declared + [_unique(edge, taken) for edge in _implied(site, organization)]


def _unique(edge: Edge, taken: set[str]) -> Edge:
    """The edge under an id that fits a comment and that no other edge has."""
    number, identity = 1, edge.id
    while len(identity) > ID_LENGTH or identity in taken:
        tail = f"-{number}" if len(edge.id) <= ID_LENGTH else f"-{_digest(edge.id)}-{number}"
        identity, number = edge.id[: ID_LENGTH - len(tail)].rstrip("-") + tail, number + 1
    taken.add(identity)
    return replace(edge, id=identity)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def as_declared(site: Site, organization: Organization) -> dict[str, Any]:
    """`declared.network`: the zones by id with kind, network and owner, and the edges."""
    return {
        "zones": {
            key: {
                "kind": zone.kind,
                "cidr": str(zone.cidr),
                "from": "site" if key in site.zones else "organization",
            }
            for key, zone in zones(site, organization).items()
        },
        "edges": [
            {
                "id": edge.id,
                "from": edge.source,
                "to": edge.target,
                "service": edge.service,
                "reason": edge.reason,
                "implied": edge.implied,
                "path": edge.path,
            }
            for edge in edges(site, organization)
        ],
    }


def zones(site: Site, organization: Organization) -> dict[str, Zone]:
    """Every zone that a flow of the site may name, those of the organization first."""
    return {**organization.zones, **site.zones}


def node(host: Host, site: Site, organization: Organization) -> str:
    """Where a host's own connections start: the zone of its own leg, or the gateway itself."""
    return f"host/{host.id}" if host.role == "gateway" else own_leg(host, site, organization).zone


def reached_at(host: Host, site: Site, organization: Organization) -> Address:
    """The address at which management reaches a host."""
    return own_leg(host, site, organization).address


def own_leg(host: Host, site: Site, organization: Organization, version: int | None = None) -> Interface:
    """The leg in a management zone, else the first that is not among cameras, else the first.

    Through it a host reaches every network in which it does not stand; a gateway's leads to the rest of the company.
    With `version` it is the one for networks of that version of IP, where any leg has an address of it.
    """
    known = zones(site, organization)
    order = {"management": 0, "camera": 2}
    legs = [leg for leg in host.interfaces.values() if leg.address.version == version]
    return min(legs or host.interfaces.values(), key=lambda leg: order.get(known[leg.zone].kind, 1))


def camera_zone(camera: Camera, site: Site) -> str | None:
    """The zone in which a camera stands; a site with one camera zone need not name it."""
    return camera.zone or next(iter(site.camera_zones), None)


def _implied(site: Site, organization: Organization) -> Iterator[Edge]:
    gateways = site.gateways

    def edge(source: Host, service: str, target: Host, reason: str, cause: Host) -> Edge:
        here, there = node(source, site, organization), node(target, site, organization)
        identity, path = f"{source.id}-{service}-{target.id}", f"/site/hosts/{cause.id}"
        return Edge(identity, here, there, service, reason, True, path, source.id, target.id)

    for host in site.hosts.values():
        if host.role == "recorder":
            yield from _recorded(host, site, organization)
        if host.role == "viewing":
            for recorder in site.hosts.values():
                if recorder.role == "recorder":
                    yield edge(host, "https", recorder, "Footage is watched here", host)
        for manager in organization.managers:
            yield edge(manager, "ssh", host, "Management deploys and observes", host)
            yield edge(host, "syslog", manager, "Logs go to management", host)
            yield edge(host, "apt", manager, "Packages come from its mirror", host)
            if host in gateways:
                yield edge(host, "ntp", manager, "The site's time comes from management", host)
        for gateway in gateways:
            if host not in gateways:
                yield edge(host, "ntp", gateway, "Time comes from the gateway", host)
    for gateway in gateways:
        for zone in site.camera_zones:
            reason = "Cameras take their time from the gateway"
            identity, here = f"{zone}-ntp-{gateway.id}", node(gateway, site, organization)
            yield Edge(identity, zone, here, "ntp", reason, True, f"/site/hosts/{gateway.id}", None, gateway.id)


def _recorded(host: Host, site: Site, organization: Organization) -> Iterator[Edge]:
    recorded = [camera_zone(camera, site) for camera in site.cameras.values() if camera.recorder == host.id]
    for zone in sorted({zone for zone in recorded if zone is not None}):
        here, reason = node(host, site, organization), "The recorder reads its cameras"
        yield Edge(f"{host.id}-rtsp-{zone}", here, zone, "rtsp", reason, True, f"/site/hosts/{host.id}", host.id, None)
