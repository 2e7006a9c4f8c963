"""A change of rules that is confirmed from outside, or undoes itself. Pure: the scripts, and when there is a change.

`load` checks the new rules, keeps the old ones, arms a timer that brings them back, and loads the new. Only a fresh
connection through the new rules may run `confirm`, which makes them the rules of the next boot and disarms the timer.
Everything before that lies under /run, so that a reboot inside the window finds the old rules.
"""

from __future__ import annotations

import difflib
import hashlib
import shlex
from collections.abc import Sequence

from closedcircuit.fleet.component import STAGED, File, put
from closedcircuit.fleet.reading import Reading, Wanted

PATH = "/etc/nftables.conf"
UNIT = "nftables.service"
FOLDER = "/run/closedcircuit/firewall"
FLUSH = "#!/usr/sbin/nft -f\nflush ruleset\n"
"""What stands before a host's rules: what somebody added beside them goes in the same step that loads them."""
WINDOW = 60
"""Seconds within which a change must be confirmed."""
NOT_LOADED = 75
"""The exit code of `confirm` where the new rules do not stand yet."""
_ROLLBACK = "closedcircuit-firewall-rollback"
_LOAD = "closedcircuit-firewall-load"
_MODE = "600"
wanted = Wanted(files=(PATH,), units=(UNIT,))


def difference(rules: str, actual: Reading, live: Sequence[str]) -> str:
    """What differs from the rules as they should be: in the file, in what is loaded (`live`), and in the unit."""
    state = actual.files.get(PATH)
    lines: list[str] = []
    if state is None or state.text != rules:
        old = (state.text if state else "").splitlines()
        label = PATH if state else "/dev/null"
        lines += difflib.unified_diff(old, rules.splitlines(), label, PATH, n=1, lineterm="")
    elif (state.mode, state.owner) != (_MODE, "root:root"):
        lines += [f"-{PATH} {state.mode} {state.owner}", f"+{PATH} {_MODE} root:root"]
    lines += live
    if not (found := actual.units.get(UNIT, "absent")).startswith("enabled,"):
        lines += [f"-{UNIT} {found}", f"+{UNIT} enabled"]
    return "\n".join(lines)


def identity(rules: str) -> str:
    """What tells one change of rules from another."""
    return hashlib.sha256(rules.encode()).hexdigest()


def load(rules: str, window: float) -> str:
    """The script that arms the return of the old rules in `window` seconds, and then loads the new ones.

    The rules are loaded a moment after the script has ended, so that its end is heard even where they cut it off.
    """
    change = identity(rules)
    start = "systemd-run --quiet --collect --unit"
    later = f"sleep 0.2; nft --file {FOLDER}/new.nft && echo {change} >{FOLDER}/loaded"
    return "\n".join(
        [
            "set -eu",
            f"install -d -m 700 {FOLDER}",
            # Whoever holds the site's lock and finds a change that waits: the run that made it is dead.
            f"[ ! -e {FOLDER}/armed ] || {FOLDER}/rollback",
            f"exec 9>{FOLDER}/lock",
            "flock -w 10 9",
            f"rm -f {FOLDER}/loaded",
            *put(File(f"{FOLDER}/new.nft", rules, "600"), f"{FOLDER}/new.nft"),
            *put(File(f"{FOLDER}/rollback", _rollback(), "700"), f"{FOLDER}/rollback"),
            f"nft --check --file {FOLDER}/new.nft",
            f"{{ echo 'flush ruleset'; nft --stateless list ruleset; }} >{FOLDER}/old.nft",
            f"echo {change} >{FOLDER}/armed",
            f"systemctl stop {_ROLLBACK}.timer {_LOAD}.service 2>/dev/null || true",
            f"{start}={_ROLLBACK} --on-active={window:g} --timer-property=AccuracySec=50ms {FOLDER}/rollback",
            f"{start}={_LOAD} sh -c {shlex.quote(later)}",
        ]
    )


def confirm(rules: str, *, keep: bool) -> str:
    """The script for a fresh connection; without `keep` it only tells by its exit code whether the rules are loaded."""
    change = identity(rules)
    lines = [
        "set -eu",
        f'[ "$(cat {FOLDER}/loaded 2>/dev/null)" = {change} ] || exit {NOT_LOADED}',
    ]
    if keep:
        staged = PATH + STAGED
        lines += [
            f"exec 9>{FOLDER}/lock",
            "flock -w 10 9",
            f"[ \"$(cat {FOLDER}/armed 2>/dev/null)\" = {change} ] || {{ echo 'the old rules are back' >&2; exit 1; }}",
            f"install -m {_MODE} {FOLDER}/new.nft {staged}",
            f"sync {staged}",
            f"mv -fT {staged} {PATH}",
            f"systemctl enable --quiet {UNIT} 2>&1",
            f"rm -f {FOLDER}/armed {FOLDER}/loaded",
            f"systemctl stop {_ROLLBACK}.timer",
        ]
    return "\n".join(lines)


def _rollback() -> str:
    """What the timer runs: the old rules, or where they cannot be loaded those of the last boot."""
    return "\n".join(
        [
            "#!/bin/sh",
            f"exec 9>{FOLDER}/lock",
            "flock 9",
            f"[ -e {FOLDER}/armed ] || exit 0",
            f"systemctl stop {_LOAD}.service 2>/dev/null",
            f"nft --file {FOLDER}/old.nft || nft --file {PATH}",
            f"rm -f {FOLDER}/armed {FOLDER}/loaded",
            "logger -t closedcircuit 'firewall: not confirmed in time; the old rules are back'",
            "",
        ]
    )
