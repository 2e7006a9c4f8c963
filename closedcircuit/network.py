"""The network as one edge list: the flows a site declares and those that the roles of its hosts imply.

Pure. An edge goes from the zone whose member opens a connection to the zone whose member answers; the gateway, which
stands in every zone, is a node of its own (`host/<id>`). Rules see it as `declared.network`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from closedcircuit.model import Address, Host, Interface, Organization, Site


@dataclass(frozen=True, order=True)
class Edge:
    """A connection that may be opened. `path` is the JSON pointer of what declares or implies it."""

    id: str
    source: str
    target: str
    service: str
    reason: str
    implied: bool
    path: str


def edges(site: Site, organization: Organization) -> list[Edge]:
    """Every edge of a site, declared ones first, implied ones in the order of its hosts; none twice."""
    declared = [
        Edge(key, flow.source, flow.target, flow.service, flow.reason or "", False, f"/site/flows/{key}")
        for key, flow in site.flows.items()
    ]
    implied = {edge.id: edge for edge in _implied(site, organization) if edge.source != edge.target}
    return declared + list(implied.values())


def as_declared(site: Site, organization: Organization) -> dict[str, Any]:
    """`declared.network`: the zones by id with kind, network and owner, and the edges."""
    zones = {key: _zone(zone.kind, zone.cidr, "organization") for key, zone in organization.zones.items()}
    zones |= {key: _zone(zone.kind, zone.cidr, "site") for key, zone in site.zones.items()}
    return {
        "zones": zones,
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


def _zone(kind: str, cidr: Any, owner: str) -> dict[str, str]:
    return {"kind": kind, "cidr": str(cidr), "from": owner}


def node(host: Host, site: Site, organization: Organization) -> str:
    """Where a host's own connections start: the zone of its own leg, or the gateway itself."""
    return f"host/{host.id}" if host.role == "gateway" else _own_leg(host, site, organization).zone


def reached_at(host: Host, site: Site, organization: Organization) -> Address:
    """The address at which management reaches a host."""
    return _own_leg(host, site, organization).address


def _own_leg(host: Host, site: Site, organization: Organization) -> Interface:
    """The leg in a management zone, else the first that is not among cameras, else the first."""
    kinds = {key: zone.kind for key, zone in {**organization.zones, **site.zones}.items()}
    order = {"management": 0, "camera": 2}
    return min(host.interfaces.values(), key=lambda leg: order.get(kinds.get(leg.zone, ""), 1))


def _implied(site: Site, organization: Organization) -> Iterator[Edge]:
    recorders = [host for host in site.hosts.values() if host.role == "recorder"]
    gateways = [host for host in site.hosts.values() if host.role == "gateway"]
    managers = [host for host in organization.hosts.values() if host.role == "management"]
    only_zone = [key for key, zone in site.zones.items() if zone.kind == "camera"]
    for host in site.hosts.values():
        here = node(host, site, organization)
        path = f"/site/hosts/{host.id}"
        if host.role == "recorder":
            recorded = [camera for camera in site.cameras.values() if camera.recorder == host.id]
            for zone in sorted({camera.zone or only_zone[0] for camera in recorded if camera.zone or only_zone}):
                yield _edge(f"{host.id}-rtsp-{zone}", here, zone, "rtsp", "The recorder reads its cameras", path)
        if host.role == "viewing":
            for recorder in recorders:
                there = node(recorder, site, organization)
                yield _edge(f"{host.id}-https-{recorder.id}", here, there, "https", "Footage is watched here", path)
        for manager in managers:
            there = node(manager, site, organization)
            yield _edge(f"{manager.id}-ssh-{host.id}", there, here, "ssh", "Management deploys and observes", path)
            yield _edge(f"{host.id}-syslog-{manager.id}", here, there, "syslog", "Logs go to management", path)
            yield _edge(f"{host.id}-apt-{manager.id}", here, there, "apt", "Packages come from its mirror", path)
        for gateway in gateways:
            if gateway is not host:
                there = node(gateway, site, organization)
                yield _edge(f"{host.id}-ntp-{gateway.id}", here, there, "ntp", "Time comes from the gateway", path)
    for gateway in gateways:
        for zone in only_zone:
            path = f"/site/hosts/{gateway.id}"
            reason = "Cameras take their time from the gateway"
            yield _edge(f"{zone}-ntp-{gateway.id}", zone, node(gateway, site, organization), "ntp", reason, path)


def _edge(identity: str, source: str, target: str, service: str, reason: str, path: str) -> Edge:
    return Edge(identity, source, target, service, reason, True, path)
