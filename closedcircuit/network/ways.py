"""Ways through a site's network: what a packet reaches over several hops, and where chains of flows lead.

Pure. "Closed" is judged twice. Over packets, a host passes on only what its permits allow. Over chains, any host that
answers one connection may open another, since a relay cannot be ruled out; so rules see it too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from closedcircuit.model import Address, Host, Organization, Site, Zone
from closedcircuit.network.edges import Edge, edges, own_leg, zones
from closedcircuit.network.matrix import Place, places
from closedcircuit.network.permits import Permit, permits, towards
from closedcircuit.network.services import Port

Rules = dict[str, list[Permit]]
"""What each host of a site lets through, by its id."""


@dataclass(frozen=True)
class Hop:
    """A host that let a packet through, by which interfaces (None where it is the receiver), and for which flow."""

    host: str
    arrives: str
    leaves: str | None
    flow: str


@dataclass(frozen=True)
class Way:
    """How a packet that a device in `zone` sends, from the address `source`, gets to a place."""

    zone: str
    source: Address
    target: Place
    port: Port
    hops: tuple[Hop, ...]

    def __str__(self) -> str:
        steps = [
            f"{hop.host} ({hop.arrives}{f' to {hop.leaves}' if hop.leaves else ''}, {hop.flow})" for hop in self.hops
        ]
        return " -> ".join([f"{self.zone} ({self.source})", *steps, f"{self.target.zone} {self.port}"])


def rules(site: Site, organization: Organization) -> Rules:
    """What each host lets through where its firewall is what it should be."""
    return {host.id: permits(site, organization, host) for host in site.hosts.values()}


def ways(site: Site, organization: Organization, loaded: Rules | None = None) -> Iterator[Way]:
    """A shortest way for every zone, place in another zone or on a host, and port that any rule names.

    A device has an address of its zone and hands its packets to any host there. Another zone's address either fails a
    host's reverse-path check, or lies behind the same interface, where no host can tell the two apart. `loaded` are
    other rules than those that are meant.
    """
    own = rules(site, organization) if loaded is None else loaded
    permitted = [permit for host in own.values() for permit in host]
    known = zones(site, organization)
    sources = sorted({network.network_address for permit in permitted for network in permit.sources}, key=str)
    ports = sorted({Port(permit.protocol, permit.port) for permit in permitted})
    for zone in known:
        addresses = [source for source in sources if _holder(source, known) == zone]
        for target in places(site, organization):
            for port in ports:
                tried = (_way(zone, source, target, port, site, organization, own) for source in addresses)
                if way := next((way for way in tried if way is not None), None):
                    yield way


def leaks(site: Site, organization: Organization, loaded: Rules | None = None) -> list[Way]:
    """Ways between zones that no flow asks for: what breaks closedness over packets, each with its hops."""
    meant = {
        (permit_zone, network, Port(permit.protocol, permit.port))
        for permitted in rules(site, organization).values()
        for permit in permitted
        for permit_zone in _origins(permit, site, organization)
        for network in permit.targets
    }
    return [
        way
        for way in ways(site, organization, loaded)
        if not any(
            zone == way.zone and port == way.port and _address(way.target, site, organization) in network
            for zone, network, port in meant
        )
    ]


def chain(source: str, target: str, site: Site, organization: Organization) -> list[Edge]:
    """The shortest chain of edges from one zone (or `host/<gateway>`) to another; empty where there is none."""
    before: dict[str, Edge] = {}
    known = edges(site, organization)
    queue = deque([source])
    while queue and target not in before:
        node = queue.popleft()
        for edge in known:
            if edge.source == node and edge.target not in before and edge.target != source:
                before[edge.target] = edge
                queue.append(edge.target)
    found: list[Edge] = []
    while target in before:
        found.append(before[target])
        target = before[target].source
    return found[::-1]


def exposures(site: Site, organization: Organization) -> list[list[Edge]]:
    """Chains between a zone of the site and the internet, either way, shortest first; a closed site has none."""
    outside = [key for key, zone in zones(site, organization).items() if zone.kind == "internet"]
    pairs = [pair for zone in site.zones for net in outside for pair in ((zone, net), (net, zone))]
    return sorted(filter(None, (chain(*pair, site, organization) for pair in pairs)), key=len)


def _holder(address: Address, known: Mapping[str, Zone]) -> str | None:
    """The narrowest zone that holds an address."""
    holding = [key for key, zone in known.items() if address in zone.cidr]
    return max(holding, key=lambda key: known[key].cidr.prefixlen, default=None)


def _origins(permit: Permit, site: Site, organization: Organization) -> Iterator[str]:
    """The zones in which a permit's sources lie."""
    for key, zone in zones(site, organization).items():
        if zone.kind != "internet" and any(network.network_address in zone.cidr for network in permit.sources):
            yield key


def _address(target: Place, site: Site, organization: Organization) -> Address:
    """An address of a place; a stranger has the last of its zone."""
    return target.addresses[0] if target.addresses else zones(site, organization)[target.zone].cidr[-2]


def _way(
    zone: str, source: Address, target: Place, port: Port, site: Site, organization: Organization, loaded: Rules
) -> Way | None:
    wanted = _address(target, site, organization)
    queue: deque[tuple[str, tuple[Hop, ...]]] = deque([(zone, ())])
    seen = {zone}
    while queue:
        here, hops = queue.popleft()
        if here == target.zone and target.who not in site.hosts and hops:
            return Way(zone, source, target, port, hops)
        for host, permit in _passing(here, source, wanted, port, site, organization, loaded):
            hop = Hop(host.id, permit.arrives or "", permit.leaves, permit.flow)
            if permit.leaves is None:
                if host.id == target.who:
                    return Way(zone, source, target, port, (*hops, hop))
                continue
            for onward in _beyond(host, permit.leaves, site, organization):
                if onward not in seen:
                    seen.add(onward)
                    queue.append((onward, (*hops, hop)))
    return None


def _passing(
    zone: str, source: Address, wanted: Address, port: Port, site: Site, organization: Organization, loaded: Rules
) -> Iterator[tuple[Host, Permit]]:
    for host in site.hosts.values():
        for permit in loaded[host.id]:
            # The cheap questions first: most rules are of another port.
            if permit.arrives is None or (permit.protocol, permit.port) != port:
                continue
            if permit.chain == "input" and host.interfaces[permit.arrives].address != wanted:
                continue
            if zone not in _beyond(host, permit.arrives, site, organization):
                continue
            if _route(host, source, site, organization) != permit.arrives:
                continue
            if any(source in net for net in permit.sources) and any(wanted in net for net in permit.targets):
                yield host, permit


def _beyond(host: Host, interface: str, site: Site, organization: Organization) -> list[str]:
    """The zones whose packets arrive at an interface: its own, and the organization's at a gateway's way to them."""
    own = host.interfaces[interface].zone
    if host.role != "gateway":
        return [own]
    company = [
        zone
        for zone in organization.zones
        if (leg := towards(host, zone, site, organization)) is not None and leg.id == interface
    ]
    return [own, *company]


def _route(host: Host, address: Address, site: Site, organization: Organization) -> str:
    """The interface by which a host answers an address: the reverse-path check asks for the same one."""
    known = zones(site, organization)
    for leg in host.interfaces.values():
        if address in known[leg.zone].cidr:
            return leg.id
    return own_leg(host, site, organization, address.version).id
