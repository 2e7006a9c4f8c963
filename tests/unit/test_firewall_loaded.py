"""Rules loaded by the real nft, in a network namespace made for the test: what it prints equals what was meant."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit import firewall, inventory
from closedcircuit.fleet import desired
from closedcircuit.model import Host, Site
from tests.conftest import NUMBERS, REPOSITORY
from tests.unit import legs

INVENTORY = inventory.load(REPOSITORY)
HOSTS = [(site, host) for site in INVENTORY.sites.values() for host in site.hosts.values()]
Nft = Callable[..., str]


@pytest.fixture(scope="session")
def nft() -> Nft:
    """Run a script in a network namespace of its own with texts as `$1`, `$2`, ...; gives what it printed."""
    probe = ["unshare", "--net", "nft", "list", "ruleset"]
    if not shutil.which("nft") or subprocess.run(probe, capture_output=True, timeout=10, check=False).returncode:
        reason = "nft in a network namespace of its own lacks; as root, `make system` brings it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def script(commands: str, *texts: str) -> str:
        command = ["unshare", "--net", "sh", "-euc", commands, "sh", *texts]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return script


LOAD = 'printf %s "$1" | nft --file - ; '
LIST = "nft --json list ruleset"


@pytest.mark.parametrize(("site", "host"), HOSTS, ids=[f"{site.id}-{host.id}" for site, host in HOSTS])
def test_loading_twice_equals_loading_once_and_what_was_meant(nft: Nft, site: Site, host: Host) -> None:
    text = firewall.ruleset(INVENTORY, site, host)
    check = 'printf %s "$1" | nft --check --file - ; '
    once, twice = nft(check + LOAD + LIST, text), nft(LOAD + LOAD + LIST, text)
    assert firewall.parse(once) == firewall.parse(twice)
    assert firewall.difference(firewall.expected(INVENTORY, site, host), firewall.parse(twice)) == []


SMALL = "gangneung-terminal"
CAMERAS, LEG = "10.43.10.2", "{zone: recording, address: 10.43.20.11, mac: 02:00:0a:2b:14:0b}"


@pytest.mark.parametrize(("zone", "other"), [("management", "10.43.40.11"), ("viewing", "10.43.30.12")])
def test_a_recorder_with_two_legs_answers_no_camera_at_its_other_address(
    nft: Nft, root: Path, edit: Callable[[str, str, str], int], zone: str, other: str
) -> None:
    """Linux answers on any leg for all of its addresses, by ARP as well; the rules and the kernel's settings do not."""
    edit(f"sites/{SMALL}/site.yaml", LEG, f"{{zone: {zone}, address: {other}}}")
    loaded = inventory.load(root)
    site = loaded.sites[SMALL]
    recorder = site.hosts["recorder"]
    rules = firewall.ruleset(loaded, site, recorder)
    case = {
        "rules": rules,
        # What no rule allows gets in: what stays closed then is closed for its leg alone.
        "careless": rules.replace("\t\tcounter drop\n\t}", "\t\tcounter accept\n\t}"),
        "values": dict(desired.components(loaded, site, recorder, {}, NUMBERS)["kernel"].values),
        "cameras": CAMERAS,
        "other": other,
        "camera": "10.43.10.11",
    }
    command = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    command += [sys.executable, "-m", "tests.unit.legs"]
    done = subprocess.run(command, input=json.dumps(case), capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert sorted(map(tuple, found["open"])) == [(end, port) for end in (CAMERAS, other) for port in legs.PORTS]
    assert found["arp"]
    assert sorted(map(tuple, found["careless"])) == [(CAMERAS, port) for port in legs.PORTS]
    assert found["rules"] == []
    assert not found["guarded_arp"]
