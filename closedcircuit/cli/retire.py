"""`closedcircuit retire`: what ends with a host or a place, and what of it is still to do."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit import evidence, inventory
from closedcircuit.check import today
from closedcircuit.retirement import tasks
from closedcircuit.terminal import console, text

SUMMARY = "list what must be destroyed, revoked and revised when a host or a place ends; 1 until all of it is"
EXAMPLES = """
closedcircuit retire gangneung-terminal/recorder --observed observed.json
closedcircuit retire gangneung-terminal                                      the whole place
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("name", metavar="SITE[/HOST]", help="a site, or one of its hosts")
    parser.add_argument("--observed", metavar="FILE", type=Path, help="what was observed, with the disposals of disks")


def run(options: argparse.Namespace) -> int:
    """Print every task; 1 while one is open."""
    loaded = inventory.load(options.root)
    found = tasks(
        loaded,
        options.name,
        evidence.read(options.observed, "observed"),
        options.today or today(loaded.organization),
    )
    out = console()
    for task in found:
        mark = ("done", "green") if task.done else ("open", "bold yellow")
        out.print(text(mark, f"  {task.kind:<8} {task.what}"))
        if not task.done:
            out.print(text((f"               {task.how}", "dim")))
    left = sum(not task.done for task in found)
    out.print(
        text(
            ("Sum   ", "dim"), f"{left} of {len(found)} to do" if left else "all is done: delete it from the inventory"
        )
    )
    return int(bool(left))
