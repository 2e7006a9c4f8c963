"""The policy of the example inventory: every published fact, every place, and counts that add up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.documents.build import composed
from closedcircuit.documents.wording import wording
from closedcircuit.resources import shared

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/unit/documents/published.json").read_text("utf-8"))
# The example names a viewing place more closely than the published policy does.
OWN = {"the place where footage is checked"}


@pytest.fixture(scope="module")
def built():
    loaded, templates = inventory.load(ROOT), [shared("templates")]
    files = composed(loaded, wording(loaded, templates).texts, [], draft=False, templates=templates)
    return {language: json.loads(files[f"{language}/policy.json"]) for language in ("ko", "en")}


def words(value):
    """All text of a part of the policy, with a line for every line."""
    if isinstance(value, list) and value and all(isinstance(item, dict) and "text" in item for item in value):
        return "".join(item["text"] for item in value) + "\n"
    if isinstance(value, dict):
        return "".join(words(item) for item in value.values())
    return "".join(words(item) for item in value) if isinstance(value, list) else ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_published_fact_is_in_its_section(built, language):
    sections = {section["id"]: words(section) for section in built[language]["sections"]}
    lacking = [
        (case["fact"], phrase)
        for case in CASES
        if case["fact"] not in OWN
        for phrase in case[language]
        if phrase not in sections[case["section"]]
    ]
    assert lacking == []


def test_the_columns_add_up_to_the_inventory(built):
    sites = inventory.load(ROOT).sites.values()
    facts = built["ko"]["facts"]
    assert facts["total.places"]["value"] == sum(site.in_service for site in sites)
    total = facts["total.open_devices"]["value"] + facts["total.staff_devices"]["value"]
    assert total == sum(len(site.filming()) for site in sites) > 0


def test_every_place_in_service_states_a_number_of_days(built):
    for site in inventory.load(ROOT).sites.values():
        fact = built["en"]["facts"].get(f"sites.{site.id}.retention")
        assert (fact == {"kind": "days", "value": site.retention}) is site.in_service


def test_both_languages_state_the_same_facts(built):
    assert built["ko"]["facts"] == built["en"]["facts"]
