"""`closedcircuit build`: the check, then the policy page it allows."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit.check import check
from closedcircuit.documents.build import composed, with_first, write_tree
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.homepage import tree
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

    def files() -> dict[str, bytes]:
        return composed(loaded, desk.texts, report.verdicts, draft=options.draft, templates=desk.templates)

    if options.draft:
        built = files()
    else:
        versions = with_first(desk.history, loaded.policy, files, desk.day)
        built = tree(versions, loaded.organization, desk.day, desk.templates)
    for path in write_tree((options.out or options.root / "build") / "site", built):
        out.print(text(("Wrote  ", "dim"), str(path)))
    return 0
