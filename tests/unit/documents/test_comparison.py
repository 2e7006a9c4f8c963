"""What differs between two versions of the policy: paragraphs by id, words as people mark them, places together."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, strategies

from closedcircuit.documents.comparison import Heading, compare
from closedcircuit.documents.marking import words
from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import Run, from_json, plain, to_json
from closedcircuit.documents.words import LANGUAGES


@pytest.fixture
def texts(load, data, sources):
    """The policy of the data after a change to it, and to the Korean and the English template."""

    def make(change=lambda data: None, ko=lambda text: text, en=None):
        changed = copy.deepcopy(data)
        change(changed)
        edited = {"ko": ko, "en": en or ko}
        templates = {name: Source(f"{name}.md", edited[name](sources[name].text)) for name in LANGUAGES}
        return policies(statement(load(changed)), templates)

    return make


def marked(pieces):
    shown = {"same": "{}", "old": "[-{}-]", "new": "[+{}+]"}
    return "".join(shown[piece.mark].format(piece.text) for piece in pieces)


def diff(old, new):
    return marked(words((Run(old),), (Run(new),), {}, {}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("촬영일부터 90일", "촬영일부터 30일", "촬영일부터 [-90-][+30+]일"),
        ("보관장소: 경비실 등", "보관장소: 통합관제실", "보관장소: [-경비실 등-][+통합관제실+]"),
        ("회사에 요구할 수", "회사에게 요구할 수", "[-회사에-][+회사에게+] 요구할 수"),
        ("02-3782-0114로", "02-3782-0199로", "[-02-3782-0114-][+02-3782-0199+]로"),
        ("06:00~22:00", "06:00~23:30", "[-06:00~22:00-][+06:00~23:30+]"),
        ("가 나 다", "라 마 다", "[-가 나-][+라 마+] 다"),
        ("열람, 삭제", "열람, 정지, 삭제", "열람, [+정지, +]삭제"),
        ("", "새로", "[+새로+]"),
        ("없앰", "", "[-없앰-]"),
        ("같음", "같음", "같음"),
    ],
)
def test_words_are_marked_as_people_would(old, new, expected):
    assert diff(old, new) == expected


_LINES = strategies.lists(strategies.text(strategies.sampled_from("보관30일 ,「aB\n\u0301"), max_size=4)).map(
    lambda texts: tuple(Run(text) for text in texts)
)


@given(_LINES, _LINES)
def test_both_lines_can_be_read_out_of_the_pieces(old, new):
    pieces = words(old, new, {}, {})
    assert "".join(piece.text for piece in pieces if piece.mark != "new") == plain(old)
    assert "".join(piece.text for piece in pieces if piece.mark != "old") == plain(new)
    assert all(piece.text in (old if piece.mark == "old" else new)[piece.run].text for piece in pieces)


def test_the_same_text_does_not_differ(texts):
    assert not compare(texts()["ko"], texts()["ko"])


def test_a_text_comes_back_from_its_json(texts):
    for text in texts().values():
        data = json.loads(json.dumps(to_json(text, False)))
        back = from_json(data)
        assert to_json(back, False) == data
        assert not compare(back, text)
        assert list(back.lines()) == list(text.lines())


def test_paragraphs_that_changed_came_went_and_moved(texts):
    def edited(text):
        lines = text.split("\n")
        own = next(index for index, line in enumerate(lines) if "{#requests-own}" in line)
        urgent = next(index for index, line in enumerate(lines) if "{#requests-urgent}" in line)
        lines[own], lines[urgent] = lines[urgent], lines[own]
        text = "\n".join(lines).replace("출력물은 파쇄하거나 소각합니다.", "출력물은 파쇄합니다.")
        text = text.replace("Printouts are shredded or burnt", "Printouts are shredded")
        text = text.replace("- 물리적 조치", "- 새 조치 {#protection-new}\n- 물리적 조치")
        text = text.replace("- Physical", "- New {#protection-new}\n- Physical")
        return "\n".join(line for line in text.split("\n") if "{#checking-phone}" not in line)

    found = compare(texts()["ko"], texts(ko=edited)["ko"])
    kinds = {change.id: change.kind for change in found.changes}
    moved = {name for name, kind in kinds.items() if kind == "moved"}
    assert len(moved) == 1
    assert moved <= {"requests-own", "requests-urgent"}
    assert {name: kind for name, kind in kinds.items() if kind != "moved"} == {
        "recording-printouts": "changed",
        "checking-phone": "deleted",
        "protection-new": "new",
    }
    by_id = {change.id: change for change in found.changes}
    assert marked(by_id["recording-printouts"].pieces) == "출력물은 [-파쇄하거나 소각합니다-][+파쇄합니다+]."
    assert by_id["protection-new"].before is None
    assert by_id["protection-new"].after == Heading("protection", 7, "영상정보의 안전성 확보 조치")
    assert [name for name in kinds if name not in moved] == ["recording-printouts", "checking-phone", "protection-new"]


def test_a_new_section_renumbers_but_does_not_change_those_after_it(texts):
    def edited(text):
        return text.replace("{#checking}", "{#checking}\n\nx {#checking-x}\n\n## y {#more}", 1)

    found = compare(texts()["ko"], texts(ko=edited)["ko"])
    assert [(change.id, change.kind) for change in found.changes] == [("checking-x", "new"), ("more", "new")]


def test_a_place_whose_days_changed(texts):
    def change(data):
        data["sites"]["office"]["retention"] = "30d"

    found = compare(texts()["ko"], texts(change)["ko"])
    assert found.changes == ()
    (place,) = found.places
    assert (place.kind, place.names) == ("changed", ("다라사무소",))
    assert [(item.label, marked(item.pieces)) for item in place.items] == [("보관 기간", "[-14일-][+30일+]")]


def test_of_a_cell_of_many_lines_only_those_that_changed_are_said(texts):
    def change(data):
        data["sites"]["hub"]["retention_groups"]["gates"]["retention"] = "40d"

    (place,) = compare(texts()["ko"], texts(change)["ko"]).places
    (item,) = place.items
    assert marked(item.pieces) == "출입문 구역 2대: [-45일-][+40일+]"


def test_a_place_that_comes_and_one_that_goes(texts):
    def change(data):
        data["sites"]["later"]["service"] = "in-service"
        data["sites"]["office"]["service"] = "planned"

    found = compare(texts()["ko"], texts(change)["ko"])
    assert [(place.kind, place.names) for place in found.places] == [
        ("new", ("마바터미널",)),
        ("deleted", ("다라사무소",)),
    ]
    new = {item.label: marked(item.pieces) for item in found.places[0].items}
    assert new["보관 기간"] == "[+14일+]"
    assert new["사업장"] == "[+서울특별시 예시로 2+]"
    assert new["접근권한자"].replace("+][+", "") == "[+사무소장 2명\n모두 2명+]"


def test_the_sum_is_said_with_the_places(texts):
    def change(data):
        data["sites"]["later"]["service"] = "in-service"

    found = compare(texts()["ko"], texts(change)["ko"])
    assert [change.id for change in found.changes] == ["devices-number"]
    assert [(place.kind, place.names) for place in found.places] == [("new", ("마바터미널",)), ("changed", ("합계",))]


def test_three_hundred_places_of_which_the_same_changed_are_one_row(texts):
    def many(data, retention):
        for number in range(300):
            data["sites"][f"site-{number}"] = data["sites"]["office"] | {
                "id": f"site-{number}",
                "name": {"ko": f"{number}호", "en": f"No. {number}"},
                "retention": retention,
            }

    found = compare(texts(lambda data: many(data, "60d"))["ko"], texts(lambda data: many(data, "30d"))["ko"])
    assert len(found.places) == 1
    assert len(found.places[0].names) == 300


def test_a_place_that_is_renamed_or_moves_to_another_region(texts):
    def change(data):
        data["sites"]["office"]["name"]["ko"] = "다라지점"
        data["sites"]["office"]["region"] = data["sites"]["hub"]["region"]

    found = compare(texts()["ko"], texts(change)["ko"])
    items = [(item.label, marked(item.pieces)) for item in found.places[0].items]
    assert items == [("사업장", "[-다라사무소-][+다라지점+]"), (None, "[-서울-][+대전+]")]


def test_a_column_that_is_renamed_is_no_change_of_every_place(texts):
    def edited(text):
        return text.replace("| 보관 기간 |", "| 보유 기간 |").replace("| Retention |", "| Kept for |")

    found = compare(texts()["ko"], texts(ko=edited)["ko"])
    assert found.places == ()
    assert [change.id for change in found.changes] == ["devices-table/columns"]


def test_a_processor_is_a_row_with_its_headings(texts):
    def change(data):
        data["organization"]["processors"]["guards"]["task"] = {"ko": "순찰", "en": "Patrols"}

    (found,) = compare(texts()["ko"], texts(change)["ko"]).changes
    assert marked(found.pieces) == "수탁자: 예시보안 · 위탁 업무: [-관제-][+순찰+] · 연락처: 02-000-0002"


def test_languages_are_not_mixed(texts):
    with pytest.raises(ValueError, match="not compared"):
        compare(texts()["ko"], texts()["en"])
