"""The options that every command has."""

from __future__ import annotations

import argparse
from pathlib import Path

from closedcircuit.units import date as read_date


def common() -> argparse.ArgumentParser:
    """A parser to inherit from. What was not given stays unset: an option may stand before or after a command."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--root", metavar="DIR", type=Path, help="the folder that holds inventory/ (here)")
    parser.add_argument("--today", metavar="DATE", type=date, help="the day to judge by (today in the company's zone)")
    return parser


def date(text: str) -> object:
    """A date of the command line."""
    try:
        return read_date(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-12-01") from None
