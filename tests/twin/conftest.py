"""A twin of the smallest example site, raised once a module; its hosts are reset by the tests that change them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from closedcircuit import inventory
from closedcircuit.inventory import Inventory
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
