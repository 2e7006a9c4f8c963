"""`closedcircuit build`: the check, then the policy page it allows."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit.check import check
from closedcircuit.documents.build import composed, write_tree
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.homepage import shown, tree, unpublished
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
    desk = sit_down(options.root, options.today)
    loaded = desk.inventory
    report = check(loaded, desk.words, loaded.select([]), desk.day, history=desk.history)
    out = console()
    for line in text_report.render(report):
        out.print(line)
    history = desk.history
    if options.draft or not shown(history, desk.day):
        files = composed(loaded, desk.texts, report.verdicts, draft=options.draft, templates=desk.templates)
        history = unpublished(loaded.policy.version, loaded.policy.effective, files)
    if not options.draft:
        files = tree(history, loaded.organization, desk.day, desk.templates)
    for path in write_tree((options.out or options.root / "build") / "site", files):
        out.print(text(("Wrote  ", "dim"), str(path)))
    return 0
