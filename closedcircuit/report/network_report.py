"""A site's network for people and programs: who may connect to whom, why, and whether it is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from closedcircuit import network
from closedcircuit.files import json_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.network.edges import Edge
from closedcircuit.terminal import text

CORNER = "from, to"


def cells(edges: Sequence[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """The edges by the nodes that they join."""
    found: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        found.setdefault((edge.source, edge.target), []).append(edge)
    return found


def nodes(inventory: Inventory, site: Site) -> list[str]:
    """Rows and columns: the site's zones, its gateways, and the organization's zones."""
    return [*site.zones, *(f"host/{host.id}" for host in site.gateways), *inventory.organization.zones]


def render_text(inventory: Inventory, site: Site, broken: Sequence[str]) -> Iterator[Text]:
    """The matrix, the flows with their reasons, and the verdict; `broken` are the `open_ways`."""
    edges = network.edges(site, inventory.organization)
    joined, rows = cells(edges), nodes(inventory, site)
    words = {pair: ",".join(dict.fromkeys(edge.service for edge in found)) for pair, found in joined.items()}
    first = max(len(CORNER), *map(len, rows))
    widths = {to: max(len(to), *(len(words.get((source, to), "")) for source in rows)) for to in rows}
    titles = "".join(f"  {to:<{widths[to]}}" for to in rows)
    yield text((f"{CORNER:<{first}}{titles}", "bold"))
    for source in rows:
        line = [text((f"{source:<{first}}", "bold"))]
        for to in rows:
            word = "=" if source == to else words.get((source, to), "-")
            line.append(text("  ", (f"{word:<{widths[to]}}", "green" if (source, to) in joined else "dim")))
        yield Text.assemble(*line)
    yield text("")
    width = max((len(edge.id) for edge in edges), default=0)
    for edge in edges:
        ends = f"{edge.source} -> {edge.target} {edge.service}"
        yield text((f"{edge.id:<{width}}", "bold"), f"  {ends}  ", (edge.reason or "no reason is given", "dim"))
    yield text("")
    for way in broken:
        yield text(("OPEN   ", "bold red"), way)
    if not broken:
        yield text(("CLOSED ", "bold green"), "no chain of flows leads to the internet or comes from it,")
        yield text("       and no packet gets from one zone to another but by a flow above")
    for edge in network.useless(site, inventory.organization):
        why = "the gateway has no leg for it, an address lacks, or one end speaks IPv4 and the other IPv6"
        yield text(("NO WAY ", "yellow"), f"{edge.id}: {why}")


def open_ways(inventory: Inventory, site: Site) -> list[str]:
    """Counterexamples to closedness, over chains and over packets, as text."""
    organization = inventory.organization
    chains = (
        " -> ".join([found[0].source, *(f"{edge.target} ({edge.id})" for edge in found)])
        for found in network.exposures(site, organization)
    )
    return [*dict.fromkeys(chains), *map(str, network.leaks(site, organization))]


def document(inventory: Inventory, site: Site, broken: Sequence[str]) -> dict[str, Any]:
    """The network as plain data: nodes, flows, every cell of the matrix, and the `open_ways` that break it."""
    return {
        "version": 1,
        "site": site.id,
        "closed": not broken,
        "open": list(broken),
        **network.as_declared(site, inventory.organization),
        "cells": [
            {
                "from": {"zone": cell.source.zone, "who": cell.source.who},
                "to": {"zone": cell.target.zone, "who": cell.target.who},
                "addresses": [str(address) for address in cell.target.addresses],
                "service": cell.service,
                "protocol": cell.protocol,
                "port": cell.port,
                "allowed": cell.allowed,
                "flow": cell.flow,
                "reason": cell.reason,
            }
            for cell in network.matrix(inventory, site)
        ],
    }


def render_json(inventory: Inventory, site: Site, broken: Sequence[str]) -> str:
    """The network as one JSON document, the same bytes for the same inventory."""
    return json_text(document(inventory, site, broken))


def explain(
    inventory: Inventory, site: Site, sources: list[str], targets: list[str], service: str | None
) -> Iterator[Text]:
    """Why connections between nodes are open or closed, directly and over a chain of relays."""
    edges = network.edges(site, inventory.organization)
    for source in sources:
        for target in targets:
            found = [edge for edge in edges if (edge.source, edge.target) == (source, target)]
            if service:
                wanted = set(network.ports(service))
                found = [edge for edge in found if wanted & set(network.ports(edge.service))]
            name = f"{source} -> {target}" + (f" {service}" if service else "")
            for edge in found:
                yield text(("open    ", "green"), (name, "bold"), f"  {edge.service}, {edge.id}: {edge.reason}")
            if not found:
                yield text(("closed  ", "red"), (name, "bold"), "  no flow allows it, so it is dropped")
            way = network.chain(source, target, site, inventory.organization)
            if len(way) > 1:
                steps = "".join(f" -> {edge.target} ({edge.id})" for edge in way)
                yield text("        only if a host relays: ", source + steps)
            elif not way:
                yield text("        nor does any chain of flows lead there")
