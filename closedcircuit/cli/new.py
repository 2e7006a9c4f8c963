"""`closedcircuit new`: a new working place, planned, with comments that teach."""

from __future__ import annotations

import argparse

from closedcircuit import inventory, newsite
from closedcircuit.check import today
from closedcircuit.terminal import console, text

SUMMARY = "write the folder of a new working place, planned, with comments that teach"
EXAMPLES = """
closedcircuit new busan-terminal               inventory/sites/busan-terminal/, on which check exits 0
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("site", metavar="SITE", help="lower-case letters, digits and hyphens")


def run(options: argparse.Namespace) -> int:
    """Write the folder and say what comes next."""
    loaded = inventory.load(options.root)
    folder = newsite.write(loaded, options.site, options.today or today(loaded.organization))
    out = console()
    for path in sorted(folder.iterdir()):
        out.print(f"wrote {path.relative_to(options.root)}")
    out.print(text(("Next   ", "dim"), f"edit them, and run closedcircuit check {options.site}"))
    return 0
