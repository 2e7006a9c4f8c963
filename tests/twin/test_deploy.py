"""Deploys over real SSH, on the hosts of the smallest site."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from closedcircuit import evidence
from closedcircuit.fleet import deploy, observe
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin
from tests.conftest import TODAY
from tests.twin.conftest import SMALL

DAY = datetime.date.fromisoformat(TODAY)
WINDOW = 4.0


@pytest.fixture(scope="module")
def site(examples: Inventory) -> Site:
    return examples.sites[SMALL]


@pytest.fixture(scope="module")
def settings(twin: Twin) -> Settings:
    return Settings("tester", "none", twin.ssh_config, window=WINDOW)


@pytest.fixture(scope="module")
def first(twin: Twin, examples: Inventory, site: Site, settings: Settings) -> deploy.Outcome:
    """The first deploy, on bare hosts."""
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
    return outcome


@pytest.fixture(autouse=True)
def _at_management(twin: Twin, first: deploy.Outcome) -> Iterator[None]:
    with twin.management.at():
        yield


def test_a_bare_site_becomes_what_is_declared(first: deploy.Outcome) -> None:
    assert first.errors == ()
    assert first.changed > 20


def test_the_second_deploy_changes_nothing(examples: Inventory, site: Site, settings: Settings) -> None:
    (again,) = deploy.deploy(examples, [site], settings)
    assert again == deploy.Outcome(SMALL)


def test_what_is_observed_is_what_is_declared(
    examples: Inventory, site: Site, settings: Settings, tmp_path: Path
) -> None:
    found = observe.observe(examples, [site], settings, DAY)
    assert found.errors == ()
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(found.document))
    assert evidence.read(path, "observed") == found.document
    hosts = found.document["sites"][SMALL]["hosts"]
    assert hosts.keys() == site.hosts.keys()
    for host, facts in hosts.items():
        assert facts["firewall"] == {"input": "drop", "forward": "drop", "output": "drop", "differences": []}, host
        assert facts["logins"] == ["root"], host
        assert facts["ssh"] == {"passwords": False, "root_passwords": False, "forwarding": False}, host
