"""`closedcircuit published`: what the public really reads, held against what should stand there."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from closedcircuit.documents.build import composed, with_first
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.homepage import entries, shown, tree
from closedcircuit.documents.live import evidence, looks, shows
from closedcircuit.documents.sightings import record
from closedcircuit.errors import InputError, Position, Problem
from closedcircuit.fetch import SECONDS, Request, allowed, fetch
from closedcircuit.files import json_text, write_text
from closedcircuit.terminal import console, text

SUMMARY = "fetch the homepage and hold it against what was published, for check --published"
EXAMPLES = """
closedcircuit published --out published.json   and then: closedcircuit check --published published.json
"""
_MORE = 8 * 1024 * 1024
"""Bytes beyond what should be there that are read, to tell what is there instead."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--url", metavar="URL", help="the policy's address (`homepage` of organization.yaml)")
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("build/published.json"), help="(%(default)s)")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=float, default=SECONDS, help="for all of it together (%(default)g)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the file and show what differs; 1 where something was not read. What differs is for `check` to judge.

    A notice that runs is written down as seen (`seen.jsonl` beside its version), or as gone after it was.
    """
    desk = sit_down(options.root, options.today)
    loaded, day = desk.inventory, desk.day
    address = _address(options.url or loaded.organization.homepage)
    versions = with_first(
        desk.history,
        loaded.policy,
        lambda: composed(loaded, desk.texts, [], draft=False, templates=desk.templates),
        day,
    )
    expected = tree(versions, loaded.organization, day, desk.templates)
    front = urljoin(address, "/")
    wanted = {path: Request(urljoin(address, path), len(content) + _MORE) for path, content in expected.items()}
    answers = fetch({**wanted, front: Request(front, _MORE)}, options.timeout)
    time = datetime.datetime.now(ZoneInfo(loaded.organization.timezone))
    found = looks(expected, answers, time)
    listed = entries(versions, day)
    write_text(options.out, json_text(evidence(found, answers[front], address, listed, day)))
    # Only the homepage itself on the day itself bears witness.
    home = loaded.organization.homepage
    witness = day == time.date() and home is not None and address == _address(home)
    seen = record(options.root, listed, found) if witness else []

    out = console()
    for look in found:
        if not look.same:
            style = "yellow" if look.same is None else "bold red"
            out.print(text((f"{look.said}  ", style), look.answer.url))
    due, live = shown(versions, day), shows(found, versions.versions)
    if live and due and live != due:
        out.print(text(("late  ", "bold red"), f"version {live.number} shows, and {due.number} should since its day"))
    counted = Counter(look.same for look in found)
    sums = f"{counted[True]} files as published, {counted[False]} other, {counted[None]} unknown"
    out.print(text(("Wrote  ", "dim"), f"{options.out}  {sums}"))
    for path in seen:
        out.print(text(("Saw    ", "dim"), f"the notice; {path} has to be committed"))
    return int(counted[None] > 0)


def _address(url: str | None) -> str:
    if not url:
        raise InputError(
            [Problem(Position("inventory/organization.yaml"), "homepage lacks", "write it, or give --url")]
        )
    if not allowed(url):
        advice = "an https address is expected; http is taken on this machine alone"
        raise InputError([Problem(Position(repr(url)), "cannot be verified", advice)])
    return url.rstrip("/") + "/"
