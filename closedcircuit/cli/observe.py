"""`closedcircuit observe`: read what the hosts really are."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit import evidence, inventory
from closedcircuit.check import today
from closedcircuit.cli import fleet
from closedcircuit.files import json_text, write_text
from closedcircuit.fleet.observe import observe
from closedcircuit.terminal import console, text

SUMMARY = "read the hosts of sites as they are, into a file that check --observed judges"
EXAMPLES = """
closedcircuit observe seoul-hq --out observed.json   and then: closedcircuit check --observed observed.json
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    fleet.arguments(parser)
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("build/observed.json"), help="(%(default)s)")
    parser.add_argument(
        "--since", metavar="FILE", type=Path, help="an earlier observation, to find ledgers that were cut (as --out)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the file; 1 where a host could not be read, which the file then says nothing about."""
    loaded = inventory.load(options.root)
    sites = loaded.select(options.sites)
    day = options.today or today(loaded.organization)
    earlier = evidence.read(options.since or (options.out if options.out.exists() else None), "observed")
    found = observe(loaded, sites, fleet.settings(options, loaded, sites), day, earlier)
    write_text(options.out, json_text(found.document))
    out = console()
    count = sum(len(site["hosts"]) for site in found.document["sites"].values())
    out.print(text(("Wrote  ", "dim"), f"{options.out}  {count} hosts"))
    for line in found.errors:
        out.print(text(("not read  ", "bold red"), line))
    return int(bool(found.errors))
