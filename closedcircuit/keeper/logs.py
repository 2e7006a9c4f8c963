"""Keep a host's access log and its record of rights: `python3 -m keeper.logs COMMAND`.

    session    enter the session that PAM is opening or closing (pam_exec; see access.py)
    record     enter changes of rights
    run        the same, send what was not sent, let go of what is over its time
    state      print what both logs hold, for whoever observes

Exit codes as the keeper's: 0 done, 1 not reached and shouted, 2 broken input.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import access, clock, forward, logbook, rights
from .errors import ConfigurationError, KeeperError
from .files import locked, write_json
from .logbook import KINDS, Logbook

LATEST = 600
"""Seconds for which an entry may wait for the management host before its copy counts as missing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="keeper-logs", description="Keep the access log and the record of rights.")
    parser.add_argument("--config", metavar="FILE", type=Path, default=logbook.CONFIGURATION)
    parser.add_argument("command", choices=("session", "record", "run", "state"))
    options = parser.parse_args(arguments)
    book = None
    try:
        book = logbook.load(options.config)
        if options.command == "session":
            access.session(book, os.environ, os.getppid())
        elif options.command == "record":
            record(book)
        elif options.command == "run":
            run(book)
        else:
            sys.stdout.write(json.dumps(state(book), sort_keys=True) + "\n")
    except (KeeperError, OSError) as error:
        if options.command != "session":  # which has shouted
            forward.shout(book.forward if book else None, book.host if book else "", f"logs: {error}")
        return 2 if isinstance(error, ConfigurationError) else 1
    return 0


def record(book: Logbook) -> None:
    """Begin a log that has no entry yet, and enter changes of rights. Raises OSError."""
    with _alone(book):
        _record(book)


def run(book: Logbook) -> None:
    """Bring both logs up to date. Raises KeeperError at the end where something is wrong."""
    with _alone(book):
        problems = []
        try:
            _record(book)
        except OSError as error:
            problems.append(f"rights could not be recorded: {error}")
        known, sound = {kind: book.known(kind) for kind in KINDS}, {}
        for kind in KINDS:
            try:
                known[kind] = sound[kind] = book.ledger(kind).verify(known[kind])
            except KeeperError as error:
                problems.append(str(error))
        problems += _send(book)
        over = {kind: gone for kind in sound if (gone := _over(book, kind))} if clock.follows(book.clock) else {}
        # How many may be gone is known before they go, so that a run that is cut off is no cut log.
        known |= {kind: replace(sound[kind], gone=gone[-1]["seq"]) for kind, gone in over.items()}
        heads = {kind: vars(head) for kind, head in known.items() if head}
        write_json(book.state_file, {"version": 1, "problems": problems, **heads})
        for kind, gone in over.items():
            book.ledger(kind).forget(len(gone), _last_told(book, kind, gone))
    if problems:
        raise KeeperError("; ".join(problems))


def state(book: Logbook) -> dict[str, Any]:
    """What is known of both logs; of one whose chain is broken, nothing but that. No entry is in it."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        try:
            book.ledger(kind).verify(book.known(kind))
        except KeeperError:
            found[kind] = {"hash_chain": False}
            continue
        entries = book.ledger(kind).records()
        if not entries:
            continue
        anchor = book.ledger(kind).anchor()
        found[kind] = {
            "hash_chain": True,
            "kept_days": book.days[kind],
            "since": anchor.get("since") or _day(entries[0]).isoformat(),
            "oldest": _day(entries[0]).isoformat(),
            "newest": entries[-1]["time"],
            "remote_copy": _copied(book, kind, entries),
        }
        if told := [entry for entry in entries if entry["kind"] == "access"]:
            found[kind]["fields"] = [name for name in access.FIELDS if all(entry.get(name) for entry in told)]
    return found


def _record(book: Logbook) -> None:
    for kind in KINDS:
        if not book.ledger(kind).records():
            book.ledger(kind).append(book.entry("begin", {}))
    rights.record(book)


def _send(book: Logbook) -> Iterator[str]:
    """Send until nothing waits, since more may be written meanwhile; what keeps it from its way is a problem."""
    if book.forward is None:
        return
    for kind in KINDS:
        try:
            while forward.send_records(book.forward, book.host, book.ledger(kind).records(), book.cursor(kind)):
                pass
        except OSError as error:
            yield f"the log of {kind} could not be sent to {book.forward.address}:{book.forward.port}: {error}"


def _copied(book: Logbook, kind: str, entries: list[dict[str, Any]]) -> bool:
    """Whether the management host has confirmed all but the latest entries."""
    if book.forward is None:
        return False
    sent, late = forward.sent(book.cursor(kind)), time.time() - LATEST
    return all(entry["seq"] <= sent for entry in entries if _moment(entry).timestamp() < late)


def _over(book: Logbook, kind: str) -> list[dict[str, Any]]:
    """The entries that are to go, from the first on.

    The newest of those that are over their time stays: it shows that the log still reaches back as far as it must.
    """
    entries = book.ledger(kind).records()
    last = datetime.datetime.fromtimestamp(time.time(), book.zone).date() - datetime.timedelta(days=book.days[kind])
    young = next((number for number, entry in enumerate(entries) if _day(entry) > last), len(entries))
    return entries[: max(young - 1, 0)]


def _last_told(book: Logbook, kind: str, gone: list[dict[str, Any]]) -> dict[str, Any]:
    """What the anchor keeps of entries that go: when the log began, and which rights there were after them."""
    anchor = book.ledger(kind).anchor()
    told: dict[str, Any] = {"since": anchor.get("since") or _day(gone[0]).isoformat()}
    if kind == "rights":
        told["rights"] = rights.replayed(anchor, gone)
    return told


def _moment(entry: dict[str, Any]) -> datetime.datetime:
    return datetime.datetime.fromisoformat(entry["time"])


def _day(entry: dict[str, Any]) -> datetime.date:
    return _moment(entry).date()


def _alone(book: Logbook) -> contextlib.AbstractContextManager[None]:
    """One run at a time."""
    return locked(book.state / "logs.lock")


if __name__ == "__main__":
    sys.exit(main())
