"""What a recorder is told agrees with what its keeper reads, and an inventory that cannot be kept is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from closedcircuit import inventory, schema
from closedcircuit.errors import InputError
from closedcircuit.fleet import keeping
from closedcircuit.keeper import configuration
from closedcircuit.yamlfile import load
from tests.conftest import REPOSITORY

SITE = "sites/gangneung-terminal/site.yaml"
Edit = Callable[[str, str, str], int]


def test_the_keeper_reads_what_every_recorder_of_the_examples_is_told(tmp_path: Path) -> None:
    loaded = inventory.load(REPOSITORY)
    found = 0
    for site in loaded.sites.values():
        for host in site.hosts.values():
            if host.role == "recorder":
                told = keeping.configuration(loaded, site, host, "10.0.0.1")
                path = tmp_path / "keeper.json"
                path.write_text(json.dumps(told))
                assert list(schema.problems(load(path, str(path)), "keeper")) == []
                read = configuration.load(path)
                assert set(read.cameras) == {key for key, camera in site.cameras.items() if camera.recorder == host.id}
                assert read.groups["site"][0].days == site.retention
                found += 1
    assert found == 4


def test_ledgers_are_sent_only_where_somebody_vouches_for_the_receiver(root: Path) -> None:
    loaded = inventory.load(root)
    site = loaded.sites["gangneung-terminal"]
    told = keeping.configuration(loaded, site, site.hosts["recorder"], "10.0.0.1")["forward"]
    assert (told["address"], told["port"], told["authority"]) == ("10.40.10.10", 6514, keeping.AUTHORITY)
    trusting = replace(loaded, organization=replace(loaded.organization, log_authority=None))
    assert keeping.configuration(trusting, site, site.hosts["recorder"], "10.0.0.1")["forward"] is None


def test_a_second_disk_for_keys_is_the_mirror(root: Path, edit: Edit) -> None:
    disk = "second: {size: 500GB, use: key-store, serial: EX-2, device: /dev/mapper/second}"
    edit(SITE, "      wrapping-key:\n", f"      {disk}\n      wrapping-key:\n")
    loaded = inventory.load(root)
    site = loaded.sites["gangneung-terminal"]
    told = keeping.configuration(loaded, site, site.hosts["recorder"], "10.0.0.1")
    assert told["keys"]["key_store"]["mirror"] == "/dev/mapper/second"
    assert told["disks"]["EX-2"] == {"use": "key-store", "medium": "ssd", "devices": ["/dev/mapper/second"]}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", serial: EX-2C2B, device: /dev/mapper/day-keys", "", "no device"),
        ("use: wrapping-key", "use: system", "no disk of use wrapping-key"),
        ("retention: 14d\n", "\n", "no retention is declared"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(root: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit(SITE, old, new)
    loaded = inventory.load(root)
    site = loaded.sites["gangneung-terminal"]
    with pytest.raises(InputError, match=said) as caught:
        keeping.configuration(loaded, site, site.hosts["recorder"], "10.0.0.1")
    assert "inventory/sites/gangneung-terminal/" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("device: /dev/mapper/day-keys", "device: /dev/mapper/footage", "holds something else"),
        ("serial: EX-2C2B", "serial: EX-2C06", "a second time"),
    ],
)
def test_two_disks_are_two(root: Path, edit: Edit, old: str, new: str, said: str) -> None:
    edit(SITE, old, new)
    with pytest.raises(InputError, match=said):
        inventory.load(root)


def test_footage_disks_form_one_volume(root: Path, edit: Edit) -> None:
    more = (
        "      more:\n        {size: 6TB, use: footage, serial: EX-3, device: /dev/mapper/more}\n      wrapping-key:\n"
    )
    edit(SITE, "      wrapping-key:\n", more)
    with pytest.raises(InputError, match="another volume"):
        inventory.load(root)
