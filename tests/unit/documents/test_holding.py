"""What holds on a day: the words of the version in force in the inventory of today."""

from __future__ import annotations

import json

import pytest

from closedcircuit import inventory, yamlfile
from closedcircuit.documents.holding import STATED_OF, devices, differs, facts_on, stated
from closedcircuit.documents.published import STATED, load
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import to_json
from closedcircuit.documents.wording import wording
from closedcircuit.resources import shared
from closedcircuit.units import date
from closedcircuit.yamlfile import split_pointer
from tests.conftest import REPOSITORY

DAY = date("2026-12-05")
SITE = "gangneung-terminal"


def held(root, day=DAY):
    return facts_on(inventory.load(root), load(root), day)


def facts(loaded):
    words = wording(loaded, [shared("templates")])
    return to_json(words.texts["ko"], draft=False)["facts"]


def test_every_place_that_a_fact_stands_on_is_kept():
    loaded = inventory.load(REPOSITORY)
    found = statement(loaded)
    pointers = [pointer for fact in _facts(found) for pointer in fact.stands_on]
    assert len(pointers) > 200
    for _, pointer in pointers:
        kind, *path = split_pointer(pointer)
        patterns = [split_pointer(pattern) for pattern in STATED_OF[kind]]
        known = any(all(one in ("*", other) for one, other in zip(pattern, path, strict=False)) for pattern in patterns)
        assert known or pointer in ("/policy/version", "/policy/effective"), pointer


def _facts(value):
    if hasattr(value, "stands_on"):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _facts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _facts(getattr(value, name))


def test_what_did_not_change_holds_as_it_is(root):
    loaded = inventory.load(root)
    assert held(root).sites == loaded.sites
    assert differs(loaded, load(root), DAY) == set()
    assert json.loads(load(root).versions[0].files[STATED]) == stated(loaded)


CHANGES = {
    "a period": ("sites/gangneung-terminal/site.yaml", "retention: 14d", "retention: 3d"),
    "hours": ("policy.yaml", "hours: 24h", "hours: 06:00-22:00"),
    "a contact": ("policy.yaml", "phone: 02-3782-0114", "phone: 02-0000-9999"),
    "a purpose": ("policy.yaml", "  crime-prevention:", "  other: {ko: 기타, en: Other}\n  crime-prevention:"),
    "a name": ("organization.yaml", "name: {ko: CJ대한통운", "name: {ko: 새 이름"),
    "a processor": ("organization.yaml", "    phone: 02-0000-0120", "    phone: 02-0000-0121"),
    "a place put in service or out": ("sites/gangneung-terminal/site.yaml", "service: in-service", "service: planned"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_changed_fact_holds_as_it_was_published(root, edit, case):
    before = facts(inventory.load(root))
    edit(*CHANGES[case])
    assert facts(inventory.load(root)) != before
    assert facts(held(root)) == before
    assert differs(inventory.load(root), load(root), DAY)


def test_before_the_first_version_the_inventory_holds(root, edit):
    edit(*CHANGES["a period"])
    assert held(root, date("2026-11-30")).sites[SITE].retention == 3


def test_a_camera_that_the_version_does_not_know_is_planned(root):
    path = root / f"inventory/sites/{SITE}/cameras.yaml"
    text = path.read_text("utf-8")
    first = next(line for line in text.splitlines() if line.startswith("cam-"))
    entry = text[text.index(first) :].split("\n\n")[0]
    path.write_text(text.rstrip("\n") + "\n\n" + entry.replace(first, "cam-new:", 1) + "\n", "utf-8")
    loaded = _without_references(root)
    assert loaded.sites[SITE].cameras["cam-new"].service == "in-service"
    assert facts_on(loaded, load(root), DAY).sites[SITE].cameras["cam-new"].service == "planned"


def _without_references(root):
    """The inventory of a copy in which two cameras share an address, which `load` refuses."""
    documents = {}
    for (site, kind), document in inventory.load(REPOSITORY).documents.items():
        documents[site, kind] = document
    path = root / f"inventory/sites/{SITE}/cameras.yaml"
    documents[SITE, "cameras"] = yamlfile.load(path, "cameras.yaml")
    return inventory.load(REPOSITORY).with_documents(documents)


def test_a_site_that_the_version_does_not_know_is_planned(root):
    loaded = inventory.load(root)
    documents = dict(loaded.documents)
    for kind in ("site", "cameras"):
        documents["busan-new", kind] = documents[SITE, kind]
    found = facts_on(loaded.with_documents(documents), load(root), DAY)
    assert found.sites["busan-new"].service == "planned"
    assert found.sites[SITE].service == "in-service"


def test_the_number_that_is_stated_outlives_a_camera(root):
    version = load(root).versions[0]
    assert devices(version)[SITE] == inventory.load(root).sites[SITE].open_count()
    assert "nowhere" not in devices(version)
    assert devices(None) == {}


def test_to_film_less_may_go_first_under_a_waiver_while_it_holds(root, edit):
    edit(f"sites/{SITE}/cameras.yaml", "service: in-service", "service: planned")
    before = sum(camera.in_service for camera in inventory.load(REPOSITORY).sites[SITE].cameras.values())

    def filming():
        return sum(camera.in_service for camera in held(root).sites[SITE].cameras.values())

    assert filming() == before, "not without a waiver"
    text = "less:\n  control: CCTV-REV-08\n  subject: policy\n  reason: The camera is a nuisance\n  owner: legal\n"
    text += "  approver: privacy-officer\n  expiry: {}\n"
    path = root / "inventory/waivers.yaml"
    path.write_text(text.format("2026-12-31"))
    assert filming() == before - 1
    assert devices(load(root).versions[0])[SITE] == inventory.load(REPOSITORY).sites[SITE].open_count()
    path.write_text(text.format("2026-12-05"))
    assert filming() == before, "nor after it"
