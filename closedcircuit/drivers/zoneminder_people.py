"""Who may do what in ZoneMinder: its table of users, written and read. Pure.

A row opens nothing by itself: its password is the hash of no word, so that a person is only whom a web server in front
names. Whatever the role, it allows live pictures at most. `Events` and `Snapshots` would show recorded ones, `Monitors`
the passwords of cameras, and `System` the secret by which streams believe who somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from closedcircuit.errors import ToolError

BUILTIN = "admin"
"""The user that every installation has. It is off, and may do nothing."""
_LETTERS = 32
"""How long a name may be."""

SETTINGS = {
    "ZM_OPT_USE_AUTH": "1",
    "ZM_AUTH_TYPE": "remote",
    "ZM_AUTH_RELAY": "hashed",
    "ZM_AUTH_HASH_IPS": "1",
    "ZM_AUTH_HASH_LOGINS": "0",
    "ZM_CASE_INSENSITIVE_USERNAMES": "0",
}
"""A web server says who somebody is; streams believe a hash of the host's own secret, from one address, and no name."""

_AREAS = ("Stream", "Events", "Control", "Monitors", "Groups", "Devices", "Snapshots", "System")
ROW = f"JSON_ARRAY(Username, Enabled, Password = '*', APIEnabled, {', '.join(f'`{area}`' for area in _AREAS)})"
"""A row of the table, as the database is asked for it."""

_SHOWS: Mapping[str, tuple[str, ...]] = {
    "Stream": ("live",),
    "Events": ("playback", "export"),
    "Snapshots": ("playback", "export"),
    "Control": ("ptz",),
}
"""What is a person's by an area that they may view. By any other area, and by editing, they administer."""


def users(people: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """A row for everybody whose rights concern a recorder. Raises ToolError for an account that cannot have one."""
    for name in people:
        if name == BUILTIN or len(name) > _LETTERS:
            raise ToolError(
                f"ZoneMinder takes no account {name}: another than {BUILTIN}, of {_LETTERS} letters at most"
            )
    found = [{"name": BUILTIN, "enabled": False, "stream": "None"}]
    for name, rights in people.items():
        if {"live", "playback", "export", "admin"} & set(rights):
            found.append({"name": name, "enabled": True, "stream": "View" if "live" in rights else "None"})
    return sorted(found, key=lambda user: str(user["name"]))


def rows(found: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """What the database must answer of users, by `ROW`."""
    shut = ["None"] * (len(_AREAS) - 1)
    return [[user["name"], int(user["enabled"]), True, 0, user["stream"], *shut] for user in found]


def rights(answered: Iterable[Sequence[Any]]) -> dict[str, tuple[str, ...]]:
    """The rights of every user who is not off, by name, from what the database answers."""
    found = {}
    for name, enabled, _, _, *levels in answered:
        if enabled:
            areas = dict(zip(_AREAS, levels, strict=True))
            has = {
                right
                for area, level in areas.items()
                if level != "None"
                for right in (*_SHOWS.get(area, ("admin",)), *(("admin",) if level == "Edit" else ()))
            }
            found[str(name)] = tuple(sorted(has))
    return found
