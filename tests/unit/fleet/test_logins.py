"""The limits of logins on a host are the numbers that the check reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from closedcircuit import check, inventory
from closedcircuit.fleet import logins, passwords
from closedcircuit.fleet.component import Component
from closedcircuit.fleet.logins import Limits
from closedcircuit.fleet.orders import orders
from closedcircuit.units import date
from tests.conftest import REPOSITORY, TODAY

SITE = "gangneung-terminal"


def _file(part: Component, path: str) -> str:
    return next(file.text for file in part.files if file.path == path)


def test_every_limit_is_written_where_it_works() -> None:
    part = logins.component(Limits(failures=3, idle_minutes=7, password_length=12))
    lines = [
        f"{path}:{line}"
        for path in ("/etc/security/faillock.conf", "/etc/security/pwquality.conf")
        for line in _file(part, path).splitlines()
    ]
    said = passwords.options(lines)
    assert said["faillock"] == {"deny": "3", "even_deny_root": ""}
    assert said["pwquality"]["minlen"] == "12"
    assert "StopIdleSessionSec=7min\n" in _file(part, "/etc/systemd/logind.conf.d/closedcircuit.conf")
    assert list(part.states.values())[1] == "t 420000000"


@pytest.mark.parametrize("host", ["gateway", "recorder", "viewing"])
def test_a_companys_own_limits_reach_its_hosts(root: Path, host: str) -> None:
    policy = root / "inventory/policy.yaml"
    own = "\nparameters:\n  login_failures_max: 4\n  idle_minutes_max: 20.5\n  password_min_length: 13.5\n"
    policy.write_text(policy.read_text("utf-8") + own, "utf-8")
    parts = orders(root, SITE, host, {}, "alone").components
    assert "deny = 4\n" in _file(parts["login"], "/etc/security/faillock.conf")
    assert "minlen = 14\n" in _file(parts["login"], "/etc/security/pwquality.conf")
    ssh = parts["ssh"].files[0].text
    assert "\nChannelTimeout session:shell=20m\nUnusedConnectionTimeout 20m\n" in ssh


def test_without_the_controls_the_parameters_are_the_same() -> None:
    loaded = inventory.load(REPOSITORY)
    day = date(TODAY)
    assert check.parameters(loaded, day) == check.catalogue(loaded, day).parameters
