"""The record of rights: every grant, change and withdrawal on this host, by whatever hand it came about.

What accounts and groups say is compared with what the record says so far; each difference is one entry. Who made a
change by hand is not known here: the access log tells whose sessions were open.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .logbook import Logbook, plain

ETC = Path("/etc")
_DAY = 86400
_CHANGES = {(False, True): "grant", (True, True): "change", (True, False): "withdraw"}
Rights = dict[str, Any]
"""What an account may: `role` and `rights`."""


def record(book: Logbook) -> None:
    """Enter what changed since the last entry. Raises OSError."""
    ledger = book.ledger("rights")
    before, after = replayed(ledger.anchor(), ledger.records()), on_host(book)
    for account in sorted(before.keys() | after.keys()):
        old, new = before.get(account), after.get(account)
        if old != new:
            change = _CHANGES[old is not None, new is not None]
            values = {"identifier": account, "change": change, "before": old, "after": new}
            ledger.append(book.entry("rights", values))


def replayed(anchor: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> dict[str, Rights]:
    """Who has which rights by the record, after these entries."""
    found: dict[str, Rights] = dict(anchor.get("rights", {}))
    for entry in records:
        if entry.get("kind") == "rights":
            found.pop(str(entry.get("identifier")), None)
            if after := entry.get("after"):
                found[str(entry.get("identifier"))] = after
    return found


def on_host(book: Logbook) -> dict[str, Rights]:
    """Who has which rights by accounts and groups. An account that has expired has none. Raises OSError.

    A role is what a deploy writes beside an account; whatever else stands there may be a name, and is left out.
    """
    groups = {fields[0]: fields[2:4] for fields in _lines("group") if len(fields) > 3}
    accounts = {fields[0]: fields for fields in _lines("passwd") if len(fields) > 6}
    over = {fields[0] for fields in _lines("shadow") if len(fields) > 7 and fields[7] and _expired(fields[7])}
    prefix = f"{book.group}-"
    found: dict[str, set[str]] = {}
    for group, (number, members) in groups.items():
        if group == book.group or group.startswith(prefix):
            primary = [name for name, fields in accounts.items() if fields[3] == number]
            for name in (*filter(None, members.split(",")), *primary):
                found.setdefault(name, set()).add(group)
    return {
        plain(name): {
            "role": role if (role := accounts.get(name, [""] * 5)[4]) in book.roles else "",
            "rights": sorted(plain(group).removeprefix(prefix) for group in of if group != book.group),
        }
        for name, of in found.items()
        if name in accounts and name not in over
    }


def _lines(name: str) -> list[list[str]]:
    return [line.split(":") for line in (ETC / name).read_text("utf-8", "replace").splitlines()]


def _expired(days: str) -> bool:
    """Whether an account's last day is over, counted in days of UTC as login counts them."""
    return days.isdigit() and int(days) <= time.time() // _DAY
