"""`closedcircuit controls`: which controls there are, and how each is decided."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from closedcircuit import examples, inventory
from closedcircuit.check import catalogue, today
from closedcircuit.files import write_text
from closedcircuit.report import controls_report
from closedcircuit.resources import policy_folders
from closedcircuit.terminal import console

SUMMARY = "print which controls there are, by family, and how each is decided"
EXAMPLES = """
closedcircuit controls                         the coverage matrix
closedcircuit controls --format markdown       the documentation of every control
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="for whom")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write it there instead")


def run(options: argparse.Namespace) -> int:
    """Print the matrix."""
    loaded = inventory.load(options.root)
    law = catalogue(loaded, options.today or today(loaded.organization))
    if options.format == "text":
        out = console()
        for line in controls_report.render_text(law):
            out.print(line)
        return 0
    cases = examples.load(policy_folders(options.root))
    render = (
        controls_report.render_json if options.format == "json" else partial(controls_report.render_markdown, cases)
    )
    if options.out is None:
        sys.stdout.write(render(law))
    else:
        write_text(options.out, render(law))
    return 0
