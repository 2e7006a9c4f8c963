"""`closedcircuit network`: who may connect to whom at a site, why, and whether it is closed."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from closedcircuit import inventory
from closedcircuit.errors import InputError, Position, Problem, no_such
from closedcircuit.files import write_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.network import node, zones
from closedcircuit.report import network_drawing, network_report
from closedcircuit.schema import schemas
from closedcircuit.terminal import console

SUMMARY = "show a site's network: who may connect to whom, why, and whether it is closed"
EXAMPLES = """
closedcircuit network seoul-hq                 the matrix, with the reason of every flow
closedcircuit network seoul-hq --format svg --out network.svg
closedcircuit network seoul-hq --explain camera:internet
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("site", metavar="SITE", help="the site's id")
    parser.add_argument("--format", choices=("text", "json", "svg"), default="text", help="for whom")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write it there instead")
    parser.add_argument(
        "--explain",
        metavar="FROM:TO[:SERVICE]",
        help="why a connection is open or closed; of zones, kinds, or hosts",
    )


def run(options: argparse.Namespace) -> int:
    """Print the network; exit code 1 where it is not closed."""
    loaded = inventory.load(options.root)
    site = loaded.select([options.site])[0]
    out = console()
    if options.explain is not None:
        sources, targets, service = _question(options.explain, loaded, site)
        for line in network_report.explain(loaded, site, sources, targets, service):
            out.print(line)
        return 0
    broken = network_report.open_ways(loaded, site)
    lines = list(network_report.render_text(loaded, site, broken)) if options.format == "text" else []
    if options.format == "text":
        content = "\n".join(line.plain.rstrip() for line in lines) + "\n"
    elif options.format == "json":
        content = network_report.render_json(loaded, site, broken)
    else:
        content = network_drawing.render(loaded, site, closed=not broken)
    if options.out is not None:
        write_text(options.out, content)
    elif lines:
        for line in lines:
            out.print(line)
    else:
        sys.stdout.write(content)
    return int(bool(broken))


def _question(asked: str, loaded: Inventory, site: Site) -> tuple[list[str], list[str], str | None]:
    parts = asked.split(":")
    if len(parts) not in (2, 3) or not all(parts):
        raise InputError(
            [
                Problem(
                    Position(repr(asked)), "no FROM:TO[:SERVICE]", "as in camera:internet, or viewing:recording:https"
                )
            ]
        )
    service = parts[2] if len(parts) == 3 else None
    pattern = schemas()["definitions"]["$defs"]["flow"]["properties"]["service"]["pattern"]
    if service and not re.fullmatch(pattern, service):
        raise InputError([Problem(Position(repr(service)), "no such service", "a known one, or as in tcp/8443")])
    return _nodes(parts[0], loaded, site), _nodes(parts[1], loaded, site), service


def _nodes(name: str, loaded: Inventory, site: Site) -> list[str]:
    known = zones(site, loaded.organization)
    hosts = {**loaded.organization.hosts, **site.hosts}
    if name in known:
        return [name]
    if name.removeprefix("host/") in hosts:
        return [node(hosts[name.removeprefix("host/")], site, loaded.organization)]
    if found := [key for key, zone in known.items() if zone.kind == name]:
        return found
    words = [*known, *hosts, *{zone.kind for zone in known.values()}]
    raise InputError([no_such("zone, kind of zone, or host", name, words)])
