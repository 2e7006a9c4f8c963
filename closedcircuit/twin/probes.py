"""Which packets a rehearsal sends, and which of them may arrive: computed from the network matrix. Pure.

connect      as any device would, by the routes it was given
link-local   to a host's IPv6 link-local address, which no one ever declared
route        by way of a host that stands in two networks, to addresses behind it and to its own other ones
spoof        from an address that may connect, sent from where it is not
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from closedcircuit.model import Address
from closedcircuit.network import Cell, Place
from closedcircuit.twin.layout import Layout, Leg, Node

Kind = Literal["connect", "link-local", "route", "spoof"]


@dataclass(frozen=True)
class Probe:
    """One packet, or one connection. `source` and `target` are nodes of the twin.

    It leaves by the leg `leg`, by way of `via` (None: as routed), as `sender`. `allowed` is whether it may arrive;
    `flow` is what allows it.
    """

    kind: Kind
    source: str
    leg: Leg
    sender: Address
    via: Address | None
    target: str
    address: Address
    service: str
    protocol: str
    port: int
    allowed: bool
    flow: str | None = None


def probes(layout: Layout, cells: Sequence[Cell]) -> list[Probe]:
    """Every probe of a site, none twice, in the order of kinds and then of the matrix."""
    services = list(dict.fromkeys((cell.service, cell.protocol, cell.port) for cell in cells))
    found = itertools.chain(
        _connects(layout, cells),
        _link_locals(layout, services),
        _routes(layout, services),
        _spoofs(layout, cells),
    )
    return list(dict.fromkeys(found))


def _connects(layout: Layout, cells: Sequence[Cell]) -> Iterator[Probe]:
    for cell in cells:
        source, target = _node(layout, cell.source), _node(layout, cell.target)
        leg = _leg(source, cell.source)
        for address in _addresses(target, cell):
            if address.version == leg.address.version and _leads(source, address):
                yield Probe(
                    "connect",
                    source.name,
                    leg,
                    leg.address,
                    None,
                    target.name,
                    address,
                    cell.service,
                    cell.protocol,
                    cell.port,
                    cell.allowed,
                    cell.flow,
                )


def _link_locals(layout: Layout, services: Sequence[tuple[str, str, int]]) -> Iterator[Probe]:
    for source, target in itertools.product(layout.nodes, layout.machines):
        for leg in target.legs:
            own = source.leg_in(leg.zone)
            if own is None or source is target or source.role == "backbone":
                continue
            for service in services:
                yield Probe(
                    "link-local", source.name, own, own.link_local, None, target.name, leg.link_local, *service, False
                )


def _routes(layout: Layout, services: Sequence[tuple[str, str, int]]) -> Iterator[Probe]:
    """Through each host with two legs, from each stranger beside it, to all that is not beside the stranger too."""
    for source, hop, target in itertools.product(_strangers(layout), layout.machines, layout.nodes):
        leg = source.legs[0]
        beside = hop.leg_in(leg.zone)
        if beside is None or len(hop.legs) < 2 or target.role == "backbone":
            continue
        if any(route.via == beside.address for route in source.routes):
            continue  # that is how it is routed anyway
        for end in target.legs if target.machine else target.legs[:1]:
            if end.zone == leg.zone or end.address.version != leg.address.version:
                continue
            for service in services:
                yield Probe(
                    "route",
                    source.name,
                    leg,
                    leg.address,
                    beside.address,
                    target.name,
                    end.address,
                    *service,
                    False,
                )


def _spoofs(layout: Layout, cells: Sequence[Cell]) -> Iterator[Probe]:
    """Every allowed connection, feigned from every other zone in which a host could tell."""
    for cell in cells:
        if not cell.allowed:
            continue
        honest, target = _node(layout, cell.source), _node(layout, cell.target)
        sender = _leg(honest, cell.source).address
        for stranger in _strangers(layout):
            leg = stranger.legs[0]
            if (
                stranger is target
                or stranger is honest
                or not (_near(layout, leg.zone) or _near(layout, cell.target.zone))
            ):
                continue
            for address, (first, arrives, via) in itertools.product(
                _addresses(target, cell), _met_first(layout, stranger)
            ):
                direct = address in leg.network
                if not _tells(first, arrives, sender) or (direct and first is not target):
                    continue
                # A gateway takes no packet that claims to be its own, so none that must pass it may.
                near = first is target or first.leg_in(cell.target.zone) is not None
                if honest.role == "gateway" and not near:
                    continue
                if direct or first is target or len(first.legs) > 1:
                    yield Probe(
                        "spoof",
                        stranger.name,
                        leg,
                        sender,
                        None if direct else via,
                        target.name,
                        address,
                        cell.service,
                        cell.protocol,
                        cell.port,
                        False,
                    )


def _near(layout: Layout, zone: str) -> bool:
    """Whether a host of the site stands in a zone; what goes from one far zone to another passes none of them."""
    return any(host.leg_in(zone) for host in layout.machines)


def _met_first(layout: Layout, stranger: Node) -> Iterator[tuple[Node, Leg, Address | None]]:
    """The hosts that a stranger's packets meet first, with the leg they arrive by and the way that leads there."""
    leg = stranger.legs[0]
    beside = [(host, host.leg_in(leg.zone)) for host in layout.machines]
    met = [(host, own, own.address) for host, own in beside if own is not None]
    yield from met
    if not met:  # far away: whatever comes from there comes by a gateway's way out
        for host in layout.machines:
            for own in host.legs:
                if host.role == "gateway" and any(route.via in own.network for route in host.routes):
                    yield host, own, None


def _tells(host: Node, arrives: Leg, sender: Address) -> bool:
    """Whether `host` can tell that `sender` does not live where `arrives` leads: it would answer by another leg.

    Its own addresses are left out: no kernel takes those from outside, so a control round could not show them open.
    """
    if any(sender == leg.address for leg in host.legs) or sender.version != arrives.address.version:
        return False
    for leg in host.legs:
        if sender in leg.network:
            return leg is not arrives
    return not any(route.via in arrives.network for route in host.routes)


def _leads(source: Node, address: Address) -> bool:
    """Whether a node has any way to an address, if only by a default route."""
    return bool(source.routes) or any(address in leg.network for leg in source.legs)


def _strangers(layout: Layout) -> list[Node]:
    """Who attacks: a device that the inventory does not know, and the cameras, in every zone."""
    return [node for node in layout.nodes if node.role in ("guest", "camera")]


def _node(layout: Layout, place: Place) -> Node:
    """Who plays a place of the matrix."""
    if place.who in ("cameras", "other"):
        return layout[f"{'guest' if place.who == 'other' else 'cameras'}.{place.zone}"]
    return next(node for node in layout.nodes if node.host == place.who)


def _leg(node: Node, place: Place) -> Leg:
    """The leg of a node that a place means."""
    return next(
        leg for leg in node.legs if leg.zone == place.zone and leg.address in (place.addresses or (leg.address,))
    )


def _addresses(target: Node, cell: Cell) -> list[Address]:
    """Where a cell is tried. Of many cameras the first and the last: they differ in nothing but their address."""
    there = list(cell.target.addresses) or [_leg(target, cell.target).address]
    present = [address for address in there if any(leg.address == address for leg in target.legs)]
    return list(dict.fromkeys([*present[:1], *present[-1:]]))
