"""`closedcircuit check`: does what is declared keep the law, the promises and itself?"""

from __future__ import annotations

import argparse
import sys

from closedcircuit import inventory
from closedcircuit.check import check, today
from closedcircuit.report import json_report, text_report
from closedcircuit.terminal import console

SUMMARY = "check the inventory against schemas, references, the law and the published promises"
EXAMPLES = """
closedcircuit check                            every site, for people
closedcircuit check daejeon-hub --format json  one site, for programs
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("sites", nargs="*", metavar="SITE", help="only these sites (all)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")


def run(options: argparse.Namespace) -> int:
    """Print the report and return its exit code."""
    loaded = inventory.load(options.root)
    report = check(loaded, loaded.select(options.sites), options.today or today(loaded.organization))
    if options.format == "json":
        sys.stdout.write(json_report.render(report))
    else:
        out = console()
        for line in text_report.render(report):
            out.print(line)
    return report.exit_code
