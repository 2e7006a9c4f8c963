"""`closedcircuit bundle`: the policies and numbers of a day as an OPA bundle."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit import inventory
from closedcircuit.check import catalogue, package, today
from closedcircuit.engine.bundle import bundle
from closedcircuit.files import write_bytes
from closedcircuit.terminal import console, text

SUMMARY = "write the policies and the numbers in force as a bundle for OPA servers"
EXAMPLES = """
closedcircuit bundle --out bundle.tar.gz       what a fleet of OPA servers loads
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help="the file to write, .tar.gz")


def run(options: argparse.Namespace) -> int:
    """Write the bundle and say its revision."""
    loaded = inventory.load(options.root)
    contents = package(loaded, catalogue(loaded, options.today or today(loaded.organization)))
    write_bytes(options.out, bundle(contents))
    console().print(text(("Wrote  ", "dim"), str(options.out), ("  revision ", "dim"), contents.revision))
    return 0
