"""What each host of a site lets through: the edges, brought down to interfaces, addresses and ports.

Pure. A host drops whatever no permit allows. Firewall rules are rendered from permits, the matrix is read from them,
and packets are followed along them, so the three cannot disagree.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from closedcircuit.model import Address, Host, Interface, Network, Organization, Site
from closedcircuit.network.edges import Edge, camera_zone, connections, own_leg, zones
from closedcircuit.network.services import Protocol, ports

Chain = Literal["input", "output", "forward"]


@dataclass(frozen=True)
class Permit:
    """Connections that one host lets through, all of the same direction, protocol and port.

    `arrives` and `leaves` are names of its interfaces, None where a connection ends or begins at the host itself.
    `sources` and `targets` are networks of one IP version; a single address is a network of its full length.
    """

    flow: str
    chain: Chain
    arrives: str | None
    leaves: str | None
    sources: tuple[Network, ...]
    targets: tuple[Network, ...]
    protocol: Protocol
    port: int


@dataclass(frozen=True)
class End:
    """One end of an edge: addresses in a zone, and the leg of the host that has them, if it is one of the site's."""

    zone: str
    addresses: tuple[Network, ...]
    host: Host | None = None
    leg: Interface | None = None


def permits(site: Site, organization: Organization, host: Host) -> list[Permit]:
    """What `host` lets through, in the order of the edges; nothing for an edge that cannot work."""
    found = [permit for edge in connections(site, organization) for permit in _permits(edge, site, organization, host)]
    return list(dict.fromkeys(found))


def pairs(edge: Edge, site: Site, organization: Organization) -> list[tuple[End, End]]:
    """Which addresses an edge joins, so that packets find their way there and back.

    Empty for an edge that can carry nothing: its ends have no address, speak different versions of IP, or no gateway
    has a leg towards both. A zone of kind internet has no ends at all: nothing is ever let through to it or from it.
    """
    joined = (
        _join(edge, source, target, site, organization)
        for source in _parties(edge.opens, edge.source, site, organization)
        for target in _parties(edge.answers, edge.target, site, organization)
    )
    return [pair for pair in joined if pair is not None and _works(*pair, site, organization)]


def useless(site: Site, organization: Organization) -> list[Edge]:
    """Edges that can carry nothing: what somebody asked for and no firewall can grant."""
    return [edge for edge in connections(site, organization) if not pairs(edge, site, organization)]


def crossing(gateway: Host, source: str, target: str, site: Site, organization: Organization) -> tuple[str, str] | None:
    """The interfaces by which a gateway forwards from one zone to another, or None where it lacks a leg."""
    arrives, leaves = (towards(gateway, zone, site, organization) for zone in (source, target))
    if arrives is None or leaves is None or arrives == leaves:
        return None
    return arrives.id, leaves.id


def towards(gateway: Host, zone: str, site: Site, organization: Organization) -> Interface | None:
    """A gateway's leg in a zone; zones of the organization lie beyond its leg in a zone of kind management."""
    for leg in gateway.interfaces.values():
        if leg.zone == zone:
            return leg
    known = zones(site, organization)
    uplink = own_leg(gateway, site, organization, known[zone].cidr.version)
    return uplink if zone in organization.zones and known[uplink.zone].kind == "management" else None


def single(address: Address) -> Network:
    """A network that holds one address."""
    return ipaddress.ip_network(address)


def _permits(edge: Edge, site: Site, organization: Organization, host: Host) -> Iterator[Permit]:
    for source, target in pairs(edge, site, organization):
        if source.host and target.host and not edge.opens and not edge.answers:
            continue  # each has its rule for the other zone at large
        for protocol, port in ports(edge.service):
            permit = partial(
                Permit, edge.id, sources=source.addresses, targets=target.addresses, protocol=protocol, port=port
            )
            if source.host is host and source.leg:
                yield permit(chain="output", arrives=None, leaves=source.leg.id)
            elif target.host is host and target.leg:
                yield permit(chain="input", arrives=target.leg.id, leaves=None)
            elif host.role == "gateway" and _crosses(edge, source, target):
                legs = crossing(host, source.zone, target.zone, site, organization)
                if legs:
                    yield permit(chain="forward", arrives=legs[0], leaves=legs[1])


def _crosses(edge: Edge, source: End, target: End) -> bool:
    """Whether a gateway forwards between these ends; for the members of a zone it does so by their network, once."""
    ends = [end.host for end in (source, target) if end.host]
    return (
        source.zone != target.zone
        and all(host.role != "gateway" for host in ends)
        and [host.id for host in ends] == [name for name in (edge.opens, edge.answers) if name]
    )


def _parties(named: str | None, zone: str, site: Site, organization: Organization) -> list[Host | None]:
    """Who is at an end: the host that the edge names, or the zone at large (None) and the hosts in it.

    Among cameras only cameras are meant; the gateway, which stands in every zone, is a member of none.
    """
    if named is not None:
        return [site.hosts.get(named) or organization.hosts[named]]
    if zone in site.camera_zones:
        return [None]
    members = [host for host in site.hosts.values() if zone in _standing(host) and host.role != "gateway"]
    return [None, *members]


def _join(
    edge: Edge, source: Host | None, target: Host | None, site: Site, organization: Organization
) -> tuple[End, End] | None:
    starts, ends = (
        [zone] if host is None else sorted(_standing(host), key=lambda key: key != _home(host, site, organization))
        for host, zone in ((source, edge.source), (target, edge.target))
    )
    shared = next((zone for zone in starts if zone in ends), None)
    if source and target and source.role == "gateway":
        shared = next((zone for zone in ends if zone in starts), None)
    near, far = (starts[0] if edge.opens else edge.source), (ends[0] if edge.answers else edge.target)
    first = _end(edge, source, edge.source, shared or far, shared, site, organization)
    last = _end(edge, target, edge.target, shared or near, shared, site, organization)
    if first is None or last is None:
        return None
    # A host that would go or answer by another of its legs is no part of a flow between zones.
    if (edge.opens is None and first.zone != edge.source) or (edge.answers is None and last.zone != edge.target):
        return None
    return first, last


def _end(
    edge: Edge,
    host: Host | None,
    zone: str,
    beyond: str,
    shared: str | None,
    site: Site,
    organization: Organization,
) -> End | None:
    if host is None:
        return End(zone, _members(edge, zone, site, organization))
    if shared is not None:
        leg: Interface | None = next(leg for leg in host.interfaces.values() if leg.zone == shared)
    elif host.role == "gateway":
        leg = towards(host, beyond, site, organization)
    else:
        leg = own_leg(host, site, organization, zones(site, organization)[beyond].cidr.version)
    return End(leg.zone, (single(leg.address),), host, leg) if leg else None


def _members(edge: Edge, zone: str, site: Site, organization: Organization) -> tuple[Network, ...]:
    """The addresses of a zone at large: its network, or of a camera zone the cameras where all addresses are known."""
    everyone = zones(site, organization)[zone]
    if everyone.kind != "camera":
        return (everyone.cidr,)
    meant = [
        camera
        for camera in site.cameras.values()
        if camera_zone(camera, site) == zone and edge.opens in (None, camera.recorder)
    ]
    known = [camera.address for camera in meant if camera.address is not None]
    if len(known) < len(meant):
        return (everyone.cidr,)
    return tuple(single(address) for address in sorted(known, key=int))


def _works(source: End, target: End, site: Site, organization: Organization) -> bool:
    known = zones(site, organization)
    if any(known[end.zone].kind == "internet" for end in (source, target)):
        return False
    if len({network.version for end in (source, target) for network in end.addresses}) != 1:
        return False
    if not source.addresses or not target.addresses:
        return False
    direct = source.zone == target.zone or any(end.host in site.gateways for end in (source, target) if end.host)
    return direct or any(crossing(gate, source.zone, target.zone, site, organization) for gate in site.gateways)


def _standing(host: Host) -> list[str]:
    return list(dict.fromkeys(leg.zone for leg in host.interfaces.values()))


def _home(host: Host, site: Site, organization: Organization) -> str:
    return own_leg(host, site, organization).zone
