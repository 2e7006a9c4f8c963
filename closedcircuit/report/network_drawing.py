"""A site's network as an SVG drawing: a column for every zone and gateway, an arrow for every flow. Pure.

Columns instead of a map, because arrows between columns never cross a box, however many there are.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from closedcircuit import network
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.rendering import template
from closedcircuit.report.network_report import cells, nodes

COLUMN = 200
MARGIN = 28
TOP = 84
LINE = 18
ROW = 34


def render(inventory: Inventory, site: Site, *, closed: bool) -> str:
    """The drawing as SVG, with the verdict; lengths are pixels, and the same inventory gives the same bytes."""
    columns = [_column(key, inventory, site) for key in nodes(inventory, site)]
    head = max(64 + LINE * len(column["lines"]) for column in columns)
    index = {column["key"]: number for number, column in enumerate(columns)}
    arrows: list[dict[str, Any]] = []
    for (source, target), edges in cells(network.edges(site, inventory.organization)).items():
        start, end = (MARGIN + COLUMN * index[key] + (COLUMN - 16) // 2 for key in (source, target))
        arrows.append(
            {
                "start": start,
                "end": end,
                "tip": end - 7 if end > start else end + 7,
                "middle": (start + end) // 2,
                "y": TOP + head + ROW * (len(arrows) + 1),
                "label": ", ".join(dict.fromkeys(edge.service for edge in edges)),
                "declared": any(not edge.implied for edge in edges),
                "reason": "; ".join(f"{edge.id}: {edge.reason}" for edge in edges),
            }
        )
    return template("network/network.svg.j2", escape=True).render(
        site=site,
        columns=columns,
        arrows=arrows,
        closed=closed,
        head=head,
        column=COLUMN,
        top=TOP,
        line=LINE,
        margin=MARGIN,
        width=2 * MARGIN + COLUMN * len(columns) - 16,
        height=TOP + head + ROW * (len(arrows) + 1) + 44,
    )


def _column(key: str, inventory: Inventory, site: Site) -> dict[str, Any]:
    """A column: its title in both languages, its network, and who stands there."""
    if key.startswith("host/"):
        return {"key": key, "kind": "gateway", "title": key.removeprefix("host/"), "name": "게이트웨이", "lines": []}
    zone = network.zones(site, inventory.organization)[key]
    lines = [
        f"{place.who} {place.addresses[0]}" if place.who != "cameras" else f"카메라 {len(place.addresses)} cameras"
        for place in network.places(site, inventory.organization)
        if place.zone == key and place.addresses
    ]
    name = _short(zone.name.ko if zone.name else zone.kind, 24)
    return {
        "key": key,
        "kind": zone.kind,
        "title": _short(key, 22),
        "name": name,
        "lines": [str(zone.cidr), *(_short(line, 27) for line in lines)],
    }


def _short(text: str, width: int) -> str:
    """A text that fits into so many half-width letters."""
    used = 0
    for position, letter in enumerate(text):
        used += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if used > width:
            return text[:position] + "…"
    return text
