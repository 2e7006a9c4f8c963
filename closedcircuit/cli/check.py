"""`closedcircuit check`: does what is declared keep the law, the promises and itself?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from closedcircuit.check import Evidence, check
from closedcircuit.cli import engines
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.since import unchanged_since
from closedcircuit.evidence import read
from closedcircuit.report import json_report, text_report
from closedcircuit.terminal import console

SUMMARY = "check the inventory against schemas, references, the law and the published promises"
EXAMPLES = """
closedcircuit check                            every site, for people
closedcircuit check daejeon-hub --format json  one site, for programs
closedcircuit check --since origin/main         and nothing that was published has been altered since
closedcircuit check --engine opa               the same by the real OPA, started for the run
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("sites", nargs="*", metavar="SITE", help="only these sites (all)")
    parser.add_argument("--observed", metavar="FILE", type=Path, help="what hosts reported (schemas/observed.json)")
    parser.add_argument("--published", metavar="FILE", type=Path, help="what the public reads (schemas/published.json)")
    parser.add_argument("--since", metavar="REV", help="also that nothing published was changed since a git revision")
    engines.arguments(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")


def run(options: argparse.Namespace) -> int:
    """Print the report and return its exit code."""
    start = engines.chosen(options)
    if options.since is not None:
        unchanged_since(options.root, options.since)
    desk = sit_down(options.root, options.today)
    evidence = Evidence(read(options.observed, "observed"), read(options.published, "published"))
    if evidence.observed is not None:
        desk = desk.as_it_holds()  # hosts are to be as the policy in force says, not as the inventory says already
    sites = desk.inventory.select(options.sites)
    report = check(desk.inventory, desk.words, sites, desk.day, evidence, start, desk.history)
    if options.format == "json":
        sys.stdout.write(json_report.render(report))
        for line in text_report.coming(report):
            console(stderr=True).print(line)
    else:
        out = console()
        for line in text_report.render(report):
            out.print(line)
    return report.exit_code
