"""`closedcircuit attest`: say that somebody looked, at what, and when."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from closedcircuit import inventory
from closedcircuit.attest import attest, photo_hash
from closedcircuit.check import catalogue, today
from closedcircuit.errors import InputError, Position, Problem
from closedcircuit.terminal import console, text

SUMMARY = "attest what only a person can witness, tied to the facts as they are today"
EXAMPLES = """
closedcircuit attest site/seoul-hq CCTV-MGR-03 --by privacy-team --document DOC-2026-0700
closedcircuit attest sign/seoul-hq/tower CCTV-SIGN-12 --by site-manager --printed count=7 version=1.0
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("subject", metavar="SUBJECT", help="as in site/seoul-hq or sign/seoul-hq/tower")
    parser.add_argument("control", metavar="CONTROL", help="as in CCTV-MGR-03")
    parser.add_argument("--by", metavar="ROLE", required=True, help="the role that looked, never a person")
    parser.add_argument("--result", choices=("good", "bad"), default="good", help="what was found (good)")
    parser.add_argument("--document", metavar="NUMBER", help="the paper behind it")
    parser.add_argument("--note", metavar="TEXT", help="what else is worth knowing")
    parser.add_argument("--photo", metavar="FILE", type=Path, help="a photograph; its hash is written, not the picture")
    parser.add_argument(
        "--printed", metavar="KEY=VALUE", nargs="+", help="what the sign says: count, version, hours, phone"
    )


def run(options: argparse.Namespace) -> int:
    """Write the attestation and say where it stands."""
    loaded = inventory.load(options.root)
    day = options.today or today(loaded.organization)
    entry: dict[str, Any] = {"by": options.by, "result": options.result}
    entry |= {name: value for name in ("document", "note") if (value := getattr(options, name)) is not None}
    if options.photo is not None:
        entry["photo"] = photo_hash(options.photo)
    if options.printed:
        entry["printed"] = dict(_pair(pair) for pair in options.printed)
    place, key = attest(loaded, catalogue(loaded, day), options.subject, options.control.upper(), day, entry)
    console().print(text(("Wrote  ", "dim"), f"{place}  {key}"))
    return 0


def _pair(pair: str) -> tuple[str, Any]:
    key, separator, value = pair.partition("=")
    if not separator:
        raise InputError([Problem(Position(repr(pair)), "no KEY=VALUE", "as in count=7")])
    return key, int(value) if key == "count" and value.isdecimal() else value
