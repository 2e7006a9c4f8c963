"""How people log in to a host: failures lock, sessions that nobody uses end, new passwords are long. Pure.

The numbers are those that the check asks for. Passwords open a console, `su` and `sudo`; SSH takes keys only, and a key
opens whatever is locked, so that no deploy is shut out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from closedcircuit.fleet.component import HEADER, Component, File
from closedcircuit.rendering import template

LOGIND = "busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager"
"""Asks logind for a setting as it is in force."""
_PROFILES = ("before", "after")
_LINES = """account required pam_faillock.so
auth requisite pam_faillock.so preauth
auth [default=die] pam_faillock.so authfail
password requisite pam_pwquality.so retry=3"""


@dataclass(frozen=True)
class Limits:
    """Failed logins until one is locked, minutes without input until a session ends, characters of a new password."""

    failures: int
    idle_minutes: int
    password_length: int

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Limits:
        """The limits that the parameters of the controls set."""
        # What counts failures and minutes counts in whole ones; the stricter side is taken.
        return cls(
            int(parameters["login_failures_max"]),
            int(parameters["idle_minutes_max"]),
            math.ceil(parameters["password_min_length"]),
        )


def component(limits: Limits) -> Component:
    """What holds for every login of a host. logind ends a session by the last key that was pressed in its terminal."""
    profiles = [f"closedcircuit-{name}" for name in _PROFILES]
    idle = f"[Login]\nStopIdleSessionSec={limits.idle_minutes}min\n"
    return Component(
        "login",
        "A login locks after failures, a session that nobody uses ends, a password is long",
        packages=("cracklib-runtime", "libpam-pwquality", "libpam-systemd"),
        files=(
            *(
                File(f"/usr/share/pam-configs/closedcircuit-{name}", template(f"hosts/pam-{name}.j2").render())
                for name in _PROFILES
            ),
            File("/etc/security/faillock.conf", template("hosts/faillock.conf.j2").render(failures=limits.failures)),
            File(
                "/etc/security/pwquality.conf",
                template("hosts/pwquality.conf.j2").render(length=limits.password_length),
            ),
            File("/etc/systemd/logind.conf.d/closedcircuit.conf", f"{HEADER}{idle}"),
        ),
        states={
            "cd /etc/pam.d && grep -hE 'pam_(faillock|pwquality)' common-account common-auth common-password |"
            " sed 's/[[:blank:]]\\+/ /g; s/ $//'": _LINES,
            f"{LOGIND} StopIdleSessionUSec": f"t {limits.idle_minutes * 60_000_000}",
        },
        apply=(
            # By force, since Debian's own way leaves files alone that somebody changed by hand.
            f"DEBIAN_FRONTEND=noninteractive pam-auth-update --force --enable {' '.join(profiles)} pwquality unix",
            # It reads its settings anew; started anew it would take the screen from whoever sits before one.
            "systemctl start systemd-logind.service",
            "systemctl kill --signal=HUP systemd-logind.service",
        ),
    )
