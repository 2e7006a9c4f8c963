"""How people log in to a host, as it is in force there, as facts in the shape of schemas/observed.json. Pure.

Nothing is taken from what a deploy wrote: PAM's stacks are walked, sshd and logind are asked. Of a password only the
kind of its hash leaves the host. What another program might belie is said only where no such program listens.
"""

from __future__ import annotations

import datetime
import fnmatch
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from closedcircuit import network
from closedcircuit.fleet import pam, passwords
from closedcircuit.fleet.logins import LOGIND
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site

Parts = Mapping[str, Sequence[str]]
# An account and the kind of its hash, a line each. The hash itself stays where it is.
_HASHES = r"""
awk -F: '{ hash = $2; sub(/^!+/, "", hash); kind = "other" }
	hash == "" || hash == "x" || hash ~ /^\*/ { kind = "none" }
	match(hash, /^\$[0-9a-z]+\$/) { kind = substr(hash, 1, RLENGTH) }
	$2 == "" { kind = "empty" }
	{ print $1, kind }' /etc/passwd /etc/shadow
"""
# MariaDB's accounts that ask for nothing, and those of ZoneMinder whose hash is the one that its package brought; a
# star is the hash of no password.
_DELIVERED = r"""
ask() { mariadb --batch --raw --skip-column-names --execute "$@"; }
made=/usr/share/zoneminder/db/zm_create.sql
if command -v mariadb >/dev/null; then
	ask "SELECT COUNT(*) FROM mysql.global_priv WHERE JSON_VALUE(Priv, '$.plugin') IN ('', 'mysql_native_password')
		AND COALESCE(JSON_VALUE(Priv, '$.authentication_string'), '') = ''
		AND NOT COALESCE(JSON_VALUE(Priv, '$.account_locked'), 0)"
fi && if [ -e $made ]; then
	ask "SELECT 1 FROM Users" zm >/dev/null &&
	ask "SELECT Password FROM Users WHERE Enabled AND Password <> '*'" zm | while read -r hash; do
		! printf '%s\n' "$hash" | grep -qFf - $made || echo 1
	done
fi
"""
COMMANDS = {
    "pam": "cd /etc/pam.d && grep -Hs -d skip '' *",
    "pam-options": "grep -Hs '' /etc/security/faillock.conf /etc/security/pwquality.conf.d/*.conf"
    " /etc/security/pwquality.conf || true",
    "logind": f"ls /lib/*/security/pam_systemd.so >/dev/null && {LOGIND} StopIdleSessionUSec",
    "hashes": _HASHES.strip(),
    "delivered": _DELIVERED.strip(),
    "sessions": "last --time-format iso -w -i",
}
_WITH_LOGIN = {"sshd"}
_WITHOUT_PICTURES = {"chronyd"}
"""Programs that may listen: SSH asks for a key, and a clock has nothing to show."""
_IN_CLEAR = {"tcp-21": "ftp", "tcp-23": "telnet"}
"""Services that always ask for a login, and never hide it."""
_ONE_WAY = {"none", "empty", "$y$", "$gy$", "$7$", "$2a$", "$2b$", "$2y$", "$6$", "$5$"}
"""Kinds of hashes (crypt(5)) from which no password is found again; MD5 and DES are not among them."""
_T = TypeVar("_T")
_FOREVER = 2**64 - 1
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SESSION = re.compile(r"(\S+)\s+\S.*?\s+(\S+)\s+(\d{4}-\d\d-\d\dT\S+)\s+(?:- (\S+)|(still logged in))?.*")
_NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def facts(parts: Parts, known: Mapping[str, Any], loaded: Inventory, site: Site, host: Host) -> dict[str, Any]:
    """`login`, and `accounts` with their stations; `known` are the facts about listeners, firewall and accounts.

    What is not certain lacks. Raises ValueError, KeyError or IndexError for an answer that is not understood.
    """
    login = {name: value for name, value in _login(parts, known, loaded, site, host) if value is not None}
    found: dict[str, Any] = {"login": login}
    if "accounts" in known:
        found["accounts"] = {name: dict(account) for name, account in known["accounts"].items()}
        for name, account in found["accounts"].items():
            if "sessions" in parts and (number := stations(parts["sessions"], name)) is not None:
                account["stations"] = number
    return found


def _login(
    parts: Parts, known: Mapping[str, Any], loaded: Inventory, site: Site, host: Host
) -> Iterator[tuple[str, Any]]:
    listeners = known.get("listeners")
    alone = listeners is not None and all(
        listener["program"] in _WITH_LOGIN | _WITHOUT_PICTURES for listener in listeners.values()
    )
    hashes = [line.split() for line in parts.get("hashes", [])]
    if parts.get("pam") and "pam-options" in parts:
        files, options = pam.files(parts["pam"]), passwords.options(parts["pam-options"])
        if hashes:
            of_root = {kind for name, kind in hashes if name == "root"}
            yield "failures_before_lock", _certain(lambda: passwords.failures(files, options, bool(of_root - {"none"})))
        if "logind" in parts and "sshd" in parts:
            yield "idle_minutes", _certain(lambda: _idle(files, parts["logind"], settings(parts["sshd"])))
        yield "password_min_length", _certain(lambda: passwords.shortest(files, options))
        if hashes and alone and {kind for _, kind in hashes} <= _ONE_WAY and _certain(lambda: passwords.hashes(files)):
            yield "password_storage", "one-way"
    if hashes:
        number = len({name for name, kind in hashes if kind == "empty"}) + sum(map(int, parts.get("delivered", [])))
        yield "default_passwords", number if number or (alone and "delivered" in parts) else None
    if listeners is not None:
        clear = sorted(_IN_CLEAR[port] for port in listeners if port in _IN_CLEAR)
        yield "clear_services", clear if clear or alone else None
        yield "anonymous", False if alone else None
    if "firewall" in known and not known["firewall"]["differences"] and known["firewall"]["input"] == "drop":
        yield "remote", None if _reached_from_outside(loaded, site, host) else []


def settings(lines: Iterable[str]) -> dict[str, str]:
    """What `sshd -T` says, by keyword."""
    return dict(line.lower().split(" ", 1) for line in lines if " " in line)


def stations(lines: Iterable[str], login: str) -> int | None:
    """From how many places a login was in use at once, at most, as `last` tells; None where ends are not known.

    The console is one place, whatever its terminals. A session whose end nobody wrote may have lasted until the host
    was next started. A line that is not understood may be of anybody.
    """
    entries = [line for line in lines if line and not line.startswith("wtmp")]
    found = []
    for line in entries:
        if (parts := _SESSION.fullmatch(line)) is None:
            return None
        found.append((parts[1], parts[2], datetime.datetime.fromisoformat(parts[3]), parts[4], parts[5]))
    boots = [start for name, _, start, _, _ in found if name == "reboot"]
    least, most = [], []
    for name, origin, start, end, still in found:
        if name != login:
            continue
        if end and end[0].isdigit():
            first = last = datetime.datetime.fromisoformat(end)
        elif still:
            first = last = _NEVER
        else:
            first, last = start, min((boot for boot in boots if boot > start), default=_NEVER)
        least.append((origin, start, first))
        most.append((origin, start, last))
    return _together(most) if _together(least) == _together(most) else None


def _together(sessions: list[tuple[str, datetime.datetime, datetime.datetime]]) -> int:
    """How many origins have a session at the same moment, at most."""
    moments = [start for _, start, _ in sessions]
    return max(
        (
            len({origin for origin, start, end in sessions if start <= moment < end or start == moment})
            for moment in moments
        ),
        default=0,
    )


def _certain(read: Callable[[], _T]) -> _T | None:
    """What is read; None where a configuration says what is not understood here."""
    try:
        return read()
    except ValueError:
        return None


def _idle(files: pam.Files, logind: Sequence[str], sshd: Mapping[str, str]) -> int:
    """Minutes after which a session ends at a console, in a terminal of SSH and in a shell without; 0 for never."""
    ticks = int(logind[0].split()[1])
    seconds = [0.0 if ticks == _FOREVER else ticks / 1_000_000, _shell_seconds(sshd.get("channeltimeout", "none"))]
    # logind knows the sessions that PAM tells it of.
    doors = [service for service in ("login", "sshd") if service in files]
    told = all(pam.walk(pam.stack(files, door, "session"), pam.SUCCESS).of("pam_systemd") for door in doors)
    if not told or sshd["usepam"] != "yes" or not all(seconds):
        return 0
    return math.ceil(max(seconds) / 60)


def _shell_seconds(said: str) -> float:
    """The timeout of a shell's channel, by the first pattern that fits it (sshd_config(5), ChannelTimeout)."""
    for word in said.split():
        pattern, _, value = word.partition("=")
        if fnmatch.fnmatchcase("session:shell", pattern):
            parts = re.findall(r"(\d+)([smhdw]?)", value)
            return float(sum(int(number) * _SECONDS[unit] for number, unit in parts))
    return 0.0


def _reached_from_outside(loaded: Inventory, site: Site, host: Host) -> bool:
    """Whether a flow lets anybody outside the company's networks open a connection to the host."""
    zones = network.zones(site, loaded.organization)
    outside = {key for key, zone in zones.items() if zone.kind == "internet" or zone.cidr.prefixlen == 0}
    nodes = {f"host/{host.id}", *(leg.zone for leg in host.interfaces.values())}
    return any(
        edge.source in outside and edge.target in nodes for edge in network.connections(site, loaded.organization)
    )
