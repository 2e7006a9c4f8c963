"""`closedcircuit rehearse`: a new working place, tried out on this machine before anybody touches it."""

from __future__ import annotations

import argparse
import sys

from closedcircuit import inventory
from closedcircuit.check import today
from closedcircuit.documents.desk import sit_down
from closedcircuit.report import policy_report, rehearsal_report
from closedcircuit.terminal import console, text
from closedcircuit.twin.rehearsal import rehearse

SUMMARY = "raise a site's hosts on this machine, deploy them, and prove by packets what is closed"
EXAMPLES = """
closedcircuit rehearse gangneung-terminal      as root on Debian; `make system` brings what it needs
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("site", metavar="SITE", help="the site; a planned one rehearses like any other")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")


def run(options: argparse.Namespace) -> int:
    """Rehearse and print what it showed; 1 where something is not as it must be."""
    loaded = inventory.load(options.root)
    (site,) = loaded.select([options.site])
    progress = console(stderr=True)
    for line in policy_report.not_before(sit_down(options.root, options.today), [site]):
        progress.print(line)
    day = options.today or today(loaded.organization)
    done = rehearse(loaded, site, day, lambda step: progress.print(text((f"... {step}", "dim"))))
    if options.format == "json":
        sys.stdout.write(rehearsal_report.as_json(done))
    else:
        out = console()
        for line in rehearsal_report.render(done):
            out.print(line)
    return done.exit_code
