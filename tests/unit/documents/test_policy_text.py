"""The policy's text: what it says, in both languages, of which places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closedcircuit import schema
from closedcircuit.documents.text import Paragraph, Section, Table, plain, to_json

CASES = json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))
SECTIONS = ["ground", "devices", "people", "recording", "checking", "requests", "protection", "revision"]


def words(section: Section) -> str:
    lines = [section.heading]
    for block in section.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.line)
        else:
            lines += [block.caption, *(column.heading for column in block.columns)]
            lines += [line for row in block.rows for cell in row.cells for line in cell]
    return "\n".join(plain(line) for line in lines)


def rows(text, table):
    """A table's rows by id, each as a list of cells, each as a list of lines."""
    found = next(
        block for section in text.sections for block in section.blocks if isinstance(block, Table) and block.id == table
    )
    return {row.id: [[plain(line) for line in cell] for cell in row.cells] for row in found.rows}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case["fact"] for case in CASES])
def test_every_published_fact_is_in_its_section(write, data, case, language):
    section = next(section for section in write(data)[language].sections if section.id == case["section"])
    for phrase in case[language]:
        assert phrase in words(section)


def test_both_languages_have_the_eight_sections_and_the_same_ids(write, data):
    korean, english = write(data).values()
    assert [section.id for section in korean.sections] == SECTIONS
    ids = [name for name, _ in korean.lines()]
    assert ids == [name for name, _ in english.lines()]
    assert len(set(ids)) > 50
    assert list(korean.facts) == [name for name in korean.facts if name in english.facts]


def test_the_english_text_says_that_the_korean_governs(write, data):
    preamble = {block.id: plain(block.line) for block in write(data)["en"].preamble}
    assert preamble["language"] == "This is a translation. The Korean text governs wherever the two differ in meaning."


def test_counts_are_those_of_devices_in_service_by_kind_of_place(write, data):
    table = rows(write(data)["ko"], "devices-table")
    assert table["devices-at-hub"][:4] == [
        ["가나허브", "대전광역시 예시로 1"],
        ["4"],
        ["1"],
        ["건물 외곽 및 주변, 출입구"],
    ]
    assert table["devices-at-office"][1:3] == [["1"], ["0"]]
    assert table["devices-total"][1:3] == [["5"], ["1"]]


def test_what_is_planned_is_absent(write, data):
    for text in write(data).values():
        everything = json.dumps(to_json(text, draft=False), ensure_ascii=False)
        assert "later" not in everything
        assert "마바터미널" not in everything
        assert "Maba" not in everything


def test_a_place_states_its_people_and_its_own_contact(write, data):
    text = write(data)["ko"]
    table = rows(text, "people-table")
    assert table["people-at-hub"] == [
        ["가나허브"],
        ["허브장", "허브 운영지원"],
        ["보안팀장 1명", "보안요원 3명", "모두 4명"],
    ]
    assert table["people-at-office"][1] == ["경영지원팀장 등", "총괄책임자"]
    places = rows(text, "devices-table")
    assert [places[f"devices-at-{site}"][7] for site in ("hub", "office")] == [["042-000-0114"], ["02-3782-0114"]]


def test_hours_and_retention_name_every_difference_and_the_reason_of_a_longer_period(write, data):
    texts = write(data)
    assert rows(texts["ko"], "devices-table")["devices-at-hub"][4:7] == [
        ["24시간", "1대는 06:00~22:00"],
        ["30일", "출입문 구역 2대: 45일", "이유: 월말 재고 확인"],
        ["1층 보안실"],
    ]
    assert rows(texts["en"], "devices-table")["devices-at-hub"][4:7] == [
        ["24 hours", "Devices (1): 06:00 to 22:00"],
        ["30 days", "Gates, devices (2): 45 days", "Reason: Stock is counted monthly"],
        ["Security office, ground floor"],
    ]


def test_the_period_of_a_place_above_the_default_has_its_reason(write, data):
    data["sites"]["office"]["retention"] = "31d"
    data["sites"]["office"]["retention_basis"] = {"reason": {"ko": "조사 기간", "en": "Time of an inquiry"}}
    assert rows(write(data)["ko"], "devices-table")["devices-at-office"][5] == ["31일", "이유: 조사 기간"]
    data["sites"]["office"]["retention"] = "30d"
    assert rows(write(data)["ko"], "devices-table")["devices-at-office"][5] == ["30일"]


def test_processors_appear_where_there_are_any(write, data):
    assert rows(write(data)["en"], "processors-table") == {
        "processor-guards": [["Example Security"], ["Watching"], ["02-000-0002"]]
    }
    del data["organization"]["processors"]
    for text in write(data).values():
        assert "processors-table" not in dict(text.lines())


def test_an_example_says_so(write, data):
    assert "example" in dict(write(data)["ko"].lines())
    data["organization"]["example"] = False
    assert "example" not in dict(write(data)["ko"].lines())


@pytest.mark.parametrize(
    ("lacks", "fact"),
    [
        (("sites", "hub", "retention"), "sites.hub.retention"),
        (("sites", "hub", "address"), "sites.hub.address"),
        (("sites", "hub", "storage"), "sites.hub.storage"),
        (("sites", "hub", "people"), "sites.hub.people"),
        (("sites", "hub", "people", "lead", "count"), "sites.hub.people"),
        (("sites", "hub", "areas", "yard", "range"), "sites.hub.ranges"),
        (("sites", "hub", "responsible", "phone"), "sites.hub.responsible.phone"),
        (("sites", "hub", "retention_groups", "gates", "basis"), "sites.hub.groups.gates.reason"),
        (("policy", "ground"), "policy.ground"),
        (("policy", "hours"), "policy.hours"),
        (("policy", "viewing"), "policy.viewing.place"),
        (("policy", "responsible", "title"), "policy.responsible.title"),
    ],
)
def test_what_the_inventory_lacks_is_known_as_missing(write, data, lacks, fact):
    assert write(data)["ko"].missing() == []
    *way, last = lacks
    holder = data
    for key in way:
        holder = holder[key]
    del holder[last]
    for text in write(data).values():
        assert fact in [missing.id for missing in text.missing()]


def test_hours_that_a_place_lacks_are_the_policys(write, data):
    del data["sites"]["office"]["hours"]
    text = write(data)["ko"]
    assert rows(text, "devices-table")["devices-at-office"][4] == ["24시간"]
    assert text.facts["sites.office.hours"].stands_on == (("office", "/site/hours"), (None, "/policy/hours"))


def test_the_contact_that_a_place_leaves_to_the_policy_stands_on_both(write, data):
    facts = write(data)["ko"].facts
    both = (("office", "/site/responsible/phone"), (None, "/policy/responsible/phone"))
    assert facts["sites.office.responsible.phone"].stands_on == both
    assert facts["sites.hub.responsible.phone"].stands_on == (("hub", "/site/responsible/phone"),)


def test_a_count_stands_on_every_device_that_could_change_it(write, data):
    fact = write(data)["ko"].facts["sites.hub.open_devices"]
    assert ("hub", "/cameras/cam-6/service") in fact.stands_on
    assert ("hub", "/cameras/cam-5/regime") in fact.stands_on
    assert set(fact.stands_on) <= set(write(data)["ko"].facts["total.open_devices"].stands_on)


def test_plain_data_carries_text_and_facts(write, data):
    found = to_json(write(data)["en"], draft=True)
    assert found["draft"] is True
    assert found["version"] == {"text": "1.0", "fact": "policy.version"}
    assert found["facts"]["sites.hub.retention"] == {"kind": "days", "value": 30}
    assert found["facts"]["policy.effective"] == {"kind": "date", "value": "2026-12-01"}
    assert found["facts"]["organization.name"]["value"] == {"ko": "가상물류", "en": "Virtual Logistics"}
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("lacking", [(), ("retention",)])
def test_plain_data_keeps_its_schema(write, data, lacking):
    for key in lacking:
        del data["sites"]["hub"][key]
    for text in write(data).values():
        found = to_json(text, draft=True)
        assert schema.validator("policy-text").is_valid(found)
        assert not schema.validator("policy-text").is_valid(found | {"sections": [{"id": "x"}]})
