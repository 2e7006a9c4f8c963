"""Which hosts a twin raises, on which networks, under which addresses: computed from the inventory. Pure.

A zone is a bridge. The site's own hosts are machines with their declared legs. Everything else is a stand-in, a network
stack without a system of its own:

    <id>             a host of the organization (management, homepage)
    cameras.<zone>   all cameras of a zone, each with its own address and MAC
    guest.<zone>     a device of a zone that the inventory does not know; in the zone of kind internet, the internet
    backbone         the company's network: it forwards whatever it is given, to the internet as well; in a zone of the
                     site it speaks to the gateway alone, as the other end of a cable would

An id has no dot, so no host can have a stand-in's name.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, replace

from closedcircuit import network
from closedcircuit.errors import ToolError
from closedcircuit.model import Address, Disk, Host, Network, Organization, Site, Zone

INTERNET: dict[int, Network] = {
    4: ipaddress.ip_network("203.0.113.0/24"),
    6: ipaddress.ip_network("2001:db8::/64"),
}
"""RFC 5737 and 3849: addresses for documentation, which stand for the internet here, by version of IP."""
BACKBONE = "backbone"


@dataclass(frozen=True)
class Leg:
    """One interface of a node in a zone. With a `peer` it is a cable to that one leg, whatever else is in the zone."""

    interface: str
    zone: str
    address: Address
    prefix: int
    mac: str
    peer: Leg | None = None

    @property
    def network(self) -> Network:
        """The network the leg stands in."""
        return ipaddress.ip_network(f"{self.address}/{self.prefix}", strict=False)

    @property
    def link_local(self) -> ipaddress.IPv6Address:
        """The IPv6 address that the kernel derives from the MAC (RFC 4291, modified EUI-64)."""
        octets = bytes.fromhex(self.mac.replace(":", ""))
        identifier = bytes([octets[0] ^ 2, *octets[1:3], 0xFF, 0xFE, *octets[3:]])
        return ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + identifier)


@dataclass(frozen=True)
class Route:
    """A route of a node; `target` None is the default."""

    target: Network | None
    via: Address


@dataclass(frozen=True)
class Node:
    """A host or a stand-in. `host` is the id of the declared host that it is or stands for.

    A machine has a system of its own; `hostname` is what it calls itself, `reached_at` where management reaches it.
    """

    name: str
    role: str
    legs: tuple[Leg, ...]
    routes: tuple[Route, ...] = ()
    host: str | None = None
    hostname: str | None = None
    reached_at: Address | None = None
    disks: tuple[Disk, ...] = ()

    @property
    def machine(self) -> bool:
        """Whether it is a real system rather than a stand-in."""
        return self.hostname is not None

    def leg_in(self, zone: str) -> Leg | None:
        """Its first leg in a zone, if any."""
        return next((leg for leg in self.legs if leg.zone == zone), None)


@dataclass(frozen=True)
class Layout:
    """All nodes of a twin, and its zones in the order of the inventory."""

    zones: tuple[str, ...]
    nodes: tuple[Node, ...]

    def __getitem__(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)

    @property
    def machines(self) -> list[Node]:
        """The nodes with a system of their own: the site's hosts."""
        return [node for node in self.nodes if node.machine]

    @property
    def management(self) -> Node:
        """The node from which hosts are reached."""
        return next(node for node in self.nodes if node.role == "management")

    def invented(self, site: Site, organization: Organization) -> set[str]:
        """The MACs of declared hosts and cameras for which the inventory names none."""
        hosts = [*site.hosts.values(), *organization.hosts.values()]
        declared = {leg.mac for host in hosts for leg in host.interfaces.values()}
        declared |= {camera.mac for camera in site.cameras.values()}
        given = (leg.mac for node in self.nodes if node.host or node.role == "camera" for leg in node.legs)
        return {mac for mac in given if mac not in declared}


def layout(site: Site, organization: Organization) -> Layout:
    """The twin of a site. Raises ToolError where the site has no hosts or nothing manages them."""
    if not site.hosts:
        raise ToolError(f"site {site.id} declares no hosts; there is nothing to raise")
    if not organization.managers:
        raise ToolError(
            "inventory/organization.yaml declares no host of role management; nothing could reach the hosts"
        )
    return _Plan(site, organization).layout()


class _Plan:
    def __init__(self, site: Site, organization: Organization) -> None:
        self.site, self.organization = site, organization
        # A camera zone of another site would be reached over the company's network, so zones are those named here.
        self.zones: dict[str, Zone] = network.zones(site, organization)
        self.taken = {leg.address for host in self._hosts() for leg in host.interfaces.values()}
        self.taken |= {camera.address for camera in site.cameras.values() if camera.address}

    def _hosts(self) -> Iterable[Host]:
        return [*self.site.hosts.values(), *self.organization.hosts.values()]

    def layout(self) -> Layout:
        backbone = self._backbone()
        routers = {leg.zone: leg.address for host in self.site.gateways for leg in host.interfaces.values()}
        routers |= {leg.zone: leg.address for leg in backbone.legs if leg.zone in self.organization.zones}
        nodes = [self._machine(host, routers, backbone) for host in self.site.hosts.values()]
        nodes += [self._served(host, routers) for host in self.organization.hosts.values()]
        nodes += [self._cameras(zone, routers) for zone in self.site.camera_zones]
        nodes += [self._guest(zone, routers) for zone in self.zones]
        return Layout(tuple(self.zones), (*nodes, backbone))

    def _machine(self, host: Host, routers: dict[str, Address], backbone: Node) -> Node:
        legs = tuple(self._leg(host.id, leg.id, leg.zone, leg.address, leg.mac) for leg in host.interfaces.values())
        own = network.reached_at(host, self.site, self.organization)
        ways = (self._way(host, version, routers, backbone) for version in (4, 6))
        routes = tuple(Route(None, via) for via in ways if via)
        return Node(
            host.id, host.role, legs, routes, host.id, self.site.hostname(host), own, tuple(host.disks.values())
        )

    def _way(self, host: Host, version: int, routers: dict[str, Address], backbone: Node) -> Address | None:
        """A host's default gateway for a version of IP, as an installer sets it: by the leg that leads away."""
        leg = network.own_leg(host, self.site, self.organization, version)
        beyond = backbone.leg_in(leg.zone) if host.role == "gateway" else None
        via = beyond.address if beyond else routers.get(leg.zone)
        return via if via and via.version == version and via != leg.address else None

    def _served(self, host: Host, routers: dict[str, Address]) -> Node:
        name = f"organization.{host.id}" if host.id in self.site.hosts else host.id
        legs = tuple(self._leg(name, leg.id, leg.zone, leg.address, leg.mac) for leg in host.interfaces.values())
        return Node(name, host.role, legs, self._default(legs[0].zone, routers), host.id)

    def _cameras(self, zone: str, routers: dict[str, Address]) -> Node:
        present = [
            (camera.address, camera)
            for camera in self.site.cameras.values()
            if camera.address and network.camera_zone(camera, self.site) == zone
        ]
        name = f"cameras.{zone}"
        legs = tuple(
            self._leg(camera.id, f"cam{number}", zone, address, camera.mac)
            for number, (address, camera) in enumerate(present)
        )
        legs = legs or (self._leg(name, "cam0", zone, self._free(zone), None),)
        return Node(name, "camera", legs, self._default(zone, routers))

    def _guest(self, zone: str, routers: dict[str, Address]) -> Node:
        name = f"guest.{zone}"
        return Node(
            name, "guest", (self._leg(name, "eth0", zone, self._free(zone), None),), self._default(zone, routers)
        )

    def _backbone(self) -> Node:
        """Joins the organization's zones and each gateway's way out; it knows the site's zones behind its gateway."""
        peers = {
            leg.zone: self._leg(host.id, leg.id, leg.zone, leg.address, leg.mac)
            for host in self.site.gateways
            for leg in host.interfaces.values()
            if leg.address == network.reached_at(host, self.site, self.organization)
        }
        zones = [zone for zone in self.zones if zone in self.organization.zones or zone in peers]
        legs = []
        for number, zone in enumerate(zones):
            leg = self._leg(BACKBONE, f"eth{number}", zone, self._free(zone), None)
            alone = zone in self.site.zones
            legs.append(replace(leg, prefix=leg.address.max_prefixlen, peer=peers[zone]) if alone else leg)
        way = next(iter(peers.values()), None)
        behind = [
            Route(zone.cidr, way.address)
            for zone in self.site.zones.values()
            if way and zone.cidr.version == way.address.version
        ]
        return Node(BACKBONE, BACKBONE, tuple(legs), tuple(behind))

    def _default(self, zone: str, routers: dict[str, Address]) -> tuple[Route, ...]:
        return (Route(None, routers[zone]),) if zone in routers else ()

    def _network(self, zone: str) -> Network:
        cidr = self.zones[zone].cidr
        return cidr if cidr.prefixlen else INTERNET[cidr.version]

    def _free(self, zone: str) -> Address:
        """An address of the zone that nothing has, from the top down."""
        cidr = self._network(zone)
        for number in range(int(cidr.broadcast_address) - 1, int(cidr.network_address), -1):
            address = ipaddress.ip_address(number)
            if address not in self.taken:
                self.taken.add(address)
                return address
        raise ToolError(f"zone {zone} has no free address left in {cidr}; the twin needs two for its stand-ins")

    def _leg(self, owner: str, interface: str, zone: str, address: Address, mac: str | None) -> Leg:
        return Leg(interface, zone, address, self._network(zone).prefixlen, mac or _mac(f"{owner}/{interface}"))


def _mac(name: str) -> str:
    """A locally administered MAC that is the same in every run, so that no neighbour table goes stale."""
    return ":".join(["02", *(f"{octet:02x}" for octet in hashlib.sha256(name.encode()).digest()[:5])])
