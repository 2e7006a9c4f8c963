"""`closedcircuit signs`: a folder of signs for the printer, of the sites whose facts hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit.check import check
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.sign import SIZES, version_in_force
from closedcircuit.documents.signage import FORMATS, Order, signage
from closedcircuit.errors import InputError
from closedcircuit.files import write_bytes
from closedcircuit.terminal import console, show_problems, text

SUMMARY = "check sites, then render their signs and the list for whoever hangs them"
EXAMPLES = """
closedcircuit signs                            every sign as a PDF in the size of its entry, into build/signs/
closedcircuit signs seoul-hq --size a3-landscape --format svg
closedcircuit signs --draft                    also from facts that fail; every sign says DRAFT
"""
REFUSED = 1
BROKEN = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("sites", metavar="SITE", nargs="*", help="whose signs (those of every site in service)")
    parser.add_argument(
        "--size", action="append", choices=tuple(SIZES), default=[], help="instead of each entry's own; may be repeated"
    )
    parser.add_argument(
        "--format", action="append", choices=FORMATS, default=[], help="pdf where none is named; may be repeated"
    )
    parser.add_argument("--draft", action="store_true", help="render in spite of findings, marked as a draft")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where to render (build/signs/ under the root)")


def run(options: argparse.Namespace) -> int:
    """Write the signs of every site without a finding on what they state; 1 where one was refused.

    2 where a sign does not fit or lacks a glyph. Of a site without signs no older file of the same name stays behind.
    """
    desk = sit_down(options.root, options.today)
    if not options.draft:
        desk = desk.as_it_holds()  # a sign says what the page says; a draft shows what the inventory says already
    loaded, words, folders = desk.inventory, desk.words, desk.templates
    sites = [site for site in loaded.select(options.sites) if options.sites or site.in_service]
    report = check(loaded, words, sites, desk.day, history=desk.history)
    order = Order(tuple(dict.fromkeys(options.size)), tuple(dict.fromkeys(options.format)) or ("pdf",), options.draft)
    target = options.out or options.root / "build" / "signs"
    out, progress = console(), console(stderr=True)
    code = 0
    for number, site in enumerate(sites, 1):
        wanted = signage(loaded, site, order, version_in_force(loaded), words.texts["ko"], report.verdicts, folders)
        progress.print(text((f"... {site.id} ({number} of {len(sites)}): {len(wanted.jobs)} files", "dim")))
        files: dict[str, bytes] = {}
        if wanted.reasons:
            progress.print(
                text((f"{site.id}: its signs are not printed, since they would state what does not hold:", "bold red"))
            )
            for reason in wanted.reasons:
                progress.print(text(f"  {reason}"))
            code = max(code, REFUSED)
        else:
            try:
                files = {job.path: job.make() for job in wanted.jobs}
            except InputError as error:
                show_problems(error.problems)
                code = BROKEN
        for job in wanted.jobs:
            path = target / job.path
            if job.path in files:
                write_bytes(path, files[job.path])
                out.print(text(("Wrote  ", "dim"), str(path)))
            else:
                path.unlink(missing_ok=True)
    return code
