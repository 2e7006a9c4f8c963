"""`closedcircuit plan`: what a deploy would change, without changing anything."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from closedcircuit import inventory
from closedcircuit.cli import fleet
from closedcircuit.documents.desk import sit_down
from closedcircuit.fleet import COMING, deploy
from closedcircuit.fleet import plan as plans
from closedcircuit.report import plan_report, policy_report
from closedcircuit.terminal import console

SUMMARY = "show what a deploy would change on the hosts of sites, with the difference"
EXAMPLES = """
closedcircuit plan seoul-hq                    every change on every host, for people
closedcircuit plan seoul-hq --format json      the same as a file that deploy --plan takes
closedcircuit plan homepage                    the hosts that serve the homepage
"""
PENDING = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    fleet.arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")
    parser.add_argument("--detailed-exitcode", action="store_true", help="exit 4 where changes are pending")


def run(options: argparse.Namespace) -> int:
    """Print the plan; 1 where a host could not be read, 4 where changes are pending and that was asked for."""
    loaded = inventory.load(options.root)
    sites = fleet.chosen(loaded, options.sites)
    for line in policy_report.not_before(sit_down(options.root, options.today), sites):
        console(stderr=True).print(line)
    found = deploy.plan(loaded, sites, replace(fleet.settings(options, loaded, sites), as_of=COMING))
    if options.format == "json":
        sys.stdout.write(plans.render(found))
    else:
        out = console()
        for line in plan_report.render(found):
            out.print(line)
    if any(site.errors for site in found.sites):
        return 1
    return PENDING if options.detailed_exitcode and found.changes else 0
