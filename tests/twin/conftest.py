"""A twin of the smallest example site, raised once a module; its hosts are reset by the tests that change them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from closedcircuit import inventory
from closedcircuit.fleet import deploy
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin, machine
from tests.conftest import REPOSITORY

SMALL = "gangneung-terminal"


@pytest.fixture(scope="session")
def able() -> None:
    """This machine can raise a twin. Where it cannot, a test is skipped, and fails in CI."""
    if reason := machine.lacks():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def examples() -> Inventory:
    """The example inventory."""
    return inventory.load(REPOSITORY)


@pytest.fixture(scope="module")
def twin(able: None, examples: Inventory) -> Iterator[Twin]:
    """The twin of the smallest site."""
    with Twin.up(examples.sites[SMALL], examples.organization) as raised:
        yield raised


@pytest.fixture(scope="module")
def site(examples: Inventory) -> Site:
    """The smallest site."""
    return examples.sites[SMALL]


@pytest.fixture(scope="module")
def settings(twin: Twin) -> Settings:
    """How its hosts are reached; rules that nobody confirms fall after half a minute."""
    return Settings("tester", "none", twin.ssh_config, window=30.0)


@pytest.fixture(scope="module")
def first(twin: Twin, examples: Inventory, site: Site, settings: Settings) -> deploy.Outcome:
    """The first deploy, on bare hosts."""
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
    return outcome


@pytest.fixture
def at_management(twin: Twin, first: deploy.Outcome) -> Iterator[None]:
    """The site is deployed, and the test stands in the management host's network."""
    assert first.ok, first
    with twin.management.at():
        yield
