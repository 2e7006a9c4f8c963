"""Hosts for pyinfra: plain pyinfra reads inventory/hosts.py and deploys/site.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from closedcircuit.fleet import groups
from tests.conftest import REPOSITORY

PYINFRA = Path(sys.executable).parent / "pyinfra"


def test_roles_come_before_sites_and_hold_the_same_hosts() -> None:
    found = groups(REPOSITORY)
    names = list(found)
    roles = [name for name in names if name.startswith("role_")]
    assert names[: len(roles)] == roles
    of_roles = sorted(host for name in roles for host, _ in found[name])
    assert of_roles == sorted(host for name in names if name.startswith("site_") for host, _ in found[name])


def test_a_host_is_reached_where_no_camera_is() -> None:
    hosts = dict(groups(REPOSITORY)["site_gangneung_terminal"])
    addresses = {name: data["ssh_hostname"] for name, data in hosts.items()}
    assert addresses == {
        "gangneung-terminal/gateway": "10.43.40.1",
        "gangneung-terminal/recorder": "10.43.20.11",
        "gangneung-terminal/viewing": "10.43.30.11",
    }


def test_pyinfra_itself_reads_hosts_and_groups() -> None:
    command = [PYINFRA, "inventory/hosts.py", "debug-inventory"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=True)
    assert "gangneung-terminal/recorder" in done.stdout + done.stderr
    assert "role_recorder" in done.stdout + done.stderr
