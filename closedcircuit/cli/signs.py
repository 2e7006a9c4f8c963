"""`closedcircuit signs`: a folder of signs for the printer, of the sites whose facts hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from closedcircuit.check import check
from closedcircuit.documents.desk import Desk, sit_down
from closedcircuit.documents.holding import as_stated, devices
from closedcircuit.documents.sign import SIZES, PolicyVersion, changed, sign_texts, version_in_force
from closedcircuit.documents.signage import FORMATS, Order, signage
from closedcircuit.errors import InputError, no_such
from closedcircuit.files import write_bytes
from closedcircuit.model import Site
from closedcircuit.terminal import console, show_problems, text

SUMMARY = "check sites, then render their signs and the list for whoever hangs them"
EXAMPLES = """
closedcircuit signs                            every sign as a PDF in the size of its entry, into build/signs/
closedcircuit signs seoul-hq --size a3-landscape --format svg
closedcircuit signs --version next --changed-since 1.0
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
    parser.add_argument(
        "--version", choices=("today", "next"), default="today", help="of which policy: in force, or coming (today)"
    )
    parser.add_argument("--changed-since", metavar="VERSION", help="only signs whose facts changed since a version")
    parser.add_argument("--draft", action="store_true", help="render in spite of findings, marked as a draft")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where to render (build/signs/ under the root)")


def run(options: argparse.Namespace) -> int:
    """Write the signs of every site without a finding on what they state; 1 where one was refused.

    2 where a sign does not fit or lacks a glyph. Of a site without signs no older file of the same name stays behind.
    """
    desk = sit_down(options.root, options.today)
    version = version_in_force(desk.inventory)
    if options.version == "today" and not options.draft:  # a draft shows what the inventory says already
        desk = desk.as_it_holds()
        version = replace(version_in_force(desk.inventory), devices=devices(desk.history.in_force(desk.day)))
    loaded = desk.inventory
    sites = [site for site in loaded.select(options.sites) if options.sites or site.in_service]
    report = check(loaded, desk.words, sites, desk.day, history=desk.history)
    sizes, formats = tuple(dict.fromkeys(options.size)), tuple(dict.fromkeys(options.format)) or ("pdf",)
    order = Order(sizes, formats, options.draft, _changed(desk, sites, version, options.changed_since))
    target = options.out or options.root / "build" / "signs"
    out, progress = console(), console(stderr=True)
    code = 0
    for number, site in enumerate(sites, 1):
        wanted = signage(loaded, site, order, version, desk.texts["ko"], report.verdicts, desk.templates)
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


def _changed(desk: Desk, sites: Iterable[Site], version: PolicyVersion, since: str | None) -> set[str] | None:
    """The signs that say something else than a version of the policy said; None where none was named."""
    if since is None:
        return None
    numbers = {found.number: found for found in desk.history.versions}
    if since not in numbers:
        raise InputError([no_such("version", since, list(numbers))])
    before = as_stated(desk.inventory, numbers[since])
    old = replace(version, devices=devices(numbers[since]))
    return {
        name
        for site in sites
        if site.in_service
        for name in changed(
            sign_texts(before, before.sites[site.id], old) if before.sites[site.id].in_service else [],
            sign_texts(desk.inventory, site, version),
        )
    }
