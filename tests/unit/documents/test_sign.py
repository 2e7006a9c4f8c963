"""What a sign states, and what stands in the way of printing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closedcircuit.documents.sign import (
    SIZES,
    PolicyVersion,
    coming,
    reasons,
    sign_texts,
    values,
    version_in_force,
)
from closedcircuit.documents.words import say


@pytest.fixture
def hub(data):
    """The hub with signs: one for its gate, one for its whole yard building, and a sticker that no camera names."""
    hub = data["sites"]["hub"]
    place = {"ko": "기둥", "en": "Post"}
    hub["processors"] = ["guards"]
    hub["buildings"] = {"main": {"ko": "본관", "en": "Main building"}}
    hub["signs"] = {
        "gate": {"area": "gate", "place": place, "range": {"ko": "문", "en": "Gate"}, "size": "a4-landscape"},
        "yard": {"area": "yard", "place": place, "range": place, "mode": "building", "building": "main"},
        "extra": {"area": "gate", "place": place, "range": place, "size": "sticker-100x100"},
    }
    for key, sign in {"cam-1": "gate", "cam-2": "gate", "cam-3": "yard", "cam-4": "yard", "cam-5": "gate"}.items():
        hub["cameras"][key]["sign"] = sign
    hub["cameras"]["cam-2"]["purposes"] = ["facility"]
    data["organization"]["homepage"] = "https://homepage.example/cctv"
    return hub


@pytest.fixture
def read(data, load):
    def signs():
        loaded = load(data)
        return {text.id: text for text in sign_texts(loaded, loaded.sites["hub"], version_in_force(loaded))}

    return signs


def shown(fact, language="ko"):
    return say(fact, language)


def test_the_number_counts_open_places_in_service_and_what_the_sign_covers(hub, read):
    gate = read()["hub/gate"]
    assert (gate.devices.value, gate.covered.value, gate.staff.value) == (4, 2, 1)
    assert (read()["hub/yard"].covered.value, read()["hub/yard"].staff) == (2, None)


def test_purposes_and_hours_are_those_of_its_devices(hub, read):
    texts = read()
    assert [shown(fact) for fact in texts["hub/gate"].purposes] == ["시설안전 및 화재예방", "범죄예방"]
    assert [shown(fact) for fact in texts["hub/yard"].purposes] == ["범죄예방"]
    assert [shown(fact, "en") for fact in texts["hub/yard"].hours] == ["24 hours", "06:00 to 22:00"]
    hub["cameras"]["cam-4"]["hours"] = "06:00-22:00"
    assert [shown(fact, "en") for fact in read()["hub/yard"].hours] == ["06:00 to 22:00"]


def test_a_sign_that_no_camera_names_states_what_holds_for_all(hub, read):
    extra = read()["hub/extra"]
    assert [shown(fact) for fact in extra.purposes] == ["시설안전 및 화재예방", "범죄예방"]
    assert [shown(fact) for fact in extra.hours] == ["24시간"]
    assert extra.covered.value == 0


def test_a_sign_of_planned_cameras_alone_waits(hub, read):
    for key in ("cam-3", "cam-4"):
        hub["cameras"][key]["service"] = "planned"
    assert list(read()) == ["hub/gate", "hub/extra"]


def test_a_planned_site_as_it_will_be(hub, data, load):
    hub["service"] = "planned"
    loaded = load(data)
    texts = sign_texts(loaded, coming(loaded.sites["hub"]), version_in_force(loaded))
    assert {text.devices.value for text in texts} == {5}


def test_contact_processor_building_version_and_address(hub, read, data, load):
    loaded = load(data)
    version = PolicyVersion("2.0", loaded.policy.effective)
    text = sign_texts(loaded, loaded.sites["hub"], version)[1]
    said = values(text, SIZES["a3-landscape"], draft=True)
    assert said["contact"] == {"ko": "허브 운영지원 허브장", "en": "Hub manager, Hub support", "phone": "042-000-0114"}
    assert said["processors"] == [{"ko": "예시보안", "en": "Example Security", "phone": "02-000-0002"}]
    assert said["building"] == {"ko": "본관", "en": "Main building"}
    assert (said["version"], said["effective"]["en"]) == ("2.0", "1 December 2026")
    assert said["page"] == "https://homepage.example/cctv/ko/index.html#devices-at-hub"
    assert said["example"] is said["draft"] is True


@pytest.mark.parametrize(
    ("languages", "printed"),
    [([], ("ko", "en")), (["ko"], ("ko",)), (["ko", "en"], ("ko", "en")), (["en"], ("ko", "en"))],
)
def test_korean_always_comes_first(hub, read, languages, printed):
    hub["signs"]["gate"]["languages"] = languages
    assert read()["hub/gate"].languages == printed


@pytest.fixture
def bars(data, load):
    """Why the hub's signs must not be printed, given verdicts."""

    def found(*verdicts):
        loaded = load(data)
        site = loaded.sites["hub"]
        return reasons(loaded, site, sign_texts(loaded, site, version_in_force(loaded)), verdicts)

    return found


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        ("sign/hub/gate", "/site/signs/gate"),
        ("sign/hub/gate", "/site/signs/gate/place"),
        ("sign/hub/gate", "/site/signs/gate/range/ko"),
        ("sign/hub/yard", "/site/signs/yard/building"),
        ("sign/hub/yard", "/site/signs/yard/area"),
        ("sign/hub/yard", "/cameras/cam-3/area"),
        ("camera/hub/cam-1", "/cameras/cam-1/sign"),
        ("camera/hub/cam-2", "/cameras/cam-2/purposes/0"),
        ("camera/hub/cam-4", "/cameras/cam-4/regime"),
        ("site/hub", "/site/responsible/phone"),
        ("site/hub", "/site/hours"),
        ("site/hub", "/organization/processors/guards/phone"),
        ("organization", "/organization/name"),
        ("policy", "/policy/version"),
        ("organization", "/sites/hub/site/name"),
    ],
)
def test_a_failure_of_a_stated_fact_is_in_the_way(hub, bars, judged, subject, path):
    (reason,) = bars(judged("FAIL", subject, path))
    assert reason.startswith("inventory/some.yaml:3:5: FAIL of CCTV-XXX-01 on ")


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        ("sign/hub/gate", "/site/signs/gate/size"),
        ("sign/hub/gate", "/site/signs/gate/within_view"),
        ("sign/hub/gate", "/attestations/gate-count/printed/count"),
        ("camera/hub/cam-1", "/cameras/cam-1/audio"),
        ("camera/hub/cam-1", "/cameras/cam-1/area"),
        ("site/hub", "/site/retention"),
        ("site/office", "/site/hours"),
        ("policy", "/text/ko/sections/requests"),
    ],
)
def test_a_failure_of_anything_else_is_not(hub, bars, judged, subject, path):
    assert bars(judged("FAIL", subject, path)) == []


@pytest.mark.parametrize("status", ["PASS", "WAIVED", "NOT_APPLICABLE", "MANUAL", "UNKNOWN"])
def test_no_other_status_is_in_the_way(hub, bars, judged, status):
    assert bars(judged(status, "site/hub", "/site/hours")) == []


@pytest.mark.parametrize(
    ("subject", "stops"), [("camera/hub/cam-1", True), ("organization", True), ("policy", True), ("site/office", False)]
)
def test_an_error_stops_the_signs_of_its_site(hub, bars, judged, subject, stops):
    assert bool(bars(judged("ERROR", subject, None, None))) is stops


@pytest.mark.parametrize(
    ("remove", "says"),
    [
        (("organization", "homepage"), "/organization/homepage is missing"),
        (("sites", "hub", "signs", "gate", "range"), "/site/signs/gate/range is missing"),
        (("sites", "hub", "responsible", "phone"), "/site/responsible/phone is missing"),
        (("organization", "processors", "guards", "phone"), "/organization/processors/guards/phone is missing"),
        (("sites", "hub", "signs", "yard", "building"), "/site/signs/yard/building is missing"),
    ],
)
def test_what_is_missing_is_in_the_way(hub, data, bars, remove, says):
    place = data
    for key in remove[:-1]:
        place = place[key]
    del place[remove[-1]]
    assert any(says in reason for reason in bars())


def test_a_language_without_words_is_told_with_its_place(hub, bars):
    hub["signs"]["gate"]["languages"] = ["ko", "vi"]
    assert bars() == ["inventory/sites/hub/site.yaml: signs have no words in vi, only in ko and en"]


def test_every_fact_of_one_sign_has_a_name_of_its_own(hub, data, load):
    loaded = load(data)
    for text in sign_texts(loaded, loaded.sites["hub"], version_in_force(loaded)):
        named = text.facts()
        assert all(named[name].id == name for name in named)
    gate, yard = sign_texts(loaded, loaded.sites["hub"], version_in_force(loaded))[:2]
    shared = {name: fact for name, fact in gate.facts().items() if yard.facts().get(name)}
    assert all(yard.facts()[name].stands_on == fact.stands_on for name, fact in shared.items())


def test_a_draft_needs_no_fact_at_all(hub, data, load):
    del data["organization"]["homepage"]
    hub["signs"] = {"gate": {"area": "gate"}}
    hub["cameras"] = {}
    loaded = load(data)
    (text,) = sign_texts(loaded, loaded.sites["hub"], version_in_force(loaded))
    said = values(replace(text, processors=()), SIZES["a4-landscape"], draft=True)
    assert (said["place"]["ko"], said["page"], said["devices"]) == ("—", None, "0")
