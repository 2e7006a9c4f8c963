"""Rules loaded by the real nft, in a network namespace made for the test: what it prints equals what was meant."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

from closedcircuit import firewall, inventory
from closedcircuit.model import Host, Site
from tests.conftest import REPOSITORY

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
