"""`closedcircuit build`: the check, then the policy page it allows."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit import inventory
from closedcircuit.check import check, templates, today
from closedcircuit.documents.build import composed, history, write_tree
from closedcircuit.documents.homepage import tree
from closedcircuit.documents.wording import wording
from closedcircuit.report import text_report
from closedcircuit.terminal import console, text

SUMMARY = "check everything, then render the policy page into build/"
EXAMPLES = """
closedcircuit build                            the policy page in both languages
closedcircuit build --draft                    also from facts that fail; every page says DRAFT
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--draft", action="store_true", help="render in spite of findings, marked as a draft")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where to render (build/ under the root)")


def run(options: argparse.Namespace) -> int:
    """Print the report's sums, then write the homepage as it looks on the day; a finding on a stated fact refuses."""
    loaded = inventory.load(options.root)
    words = wording(loaded, templates(loaded))
    day = options.today or today(loaded.organization)
    report = check(loaded, words, loaded.select([]), day)
    out = console()
    for line in text_report.render(report):
        out.print(line)
    folders = templates(loaded)
    files = composed(loaded, words.texts, report.verdicts, draft=options.draft, templates=folders)
    if not options.draft:
        files = tree(history(loaded, lambda: files, day), loaded.organization, day, folders)
    for path in write_tree((options.out or options.root / "build") / "site", files):
        out.print(text(("Wrote  ", "dim"), str(path)))
    return 0
