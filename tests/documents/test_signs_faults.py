"""Signs of an awkward inventory: long names, hostile values, what does not fit, and what a font lacks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from closedcircuit import inventory
from closedcircuit.documents.facts import Fact
from closedcircuit.documents.sign import SIZES, SignText
from closedcircuit.errors import InputError
from closedcircuit.model import Label
from tests.conftest import REPOSITORY
from tests.documents.signs import Page, document, texts

LOADED = inventory.load(REPOSITORY)
SIGN = texts(LOADED)["seoul-hq/tower"]
LONG = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노"
# As long as names of real places, posts and companies get, all on one sign.
AWKWARD = {
    "site": Label(
        "인천국제공항 자유무역지역 항공특송물류센터 제2단지",
        "Incheon International Airport free trade zone, air express logistics centre, complex 2",
    ),
    "place": Label(
        "여객터미널 방면 차량 출입구 차단기와 보행자 통로 사이의 기둥 앞면",
        "Front of the post between the vehicle barrier towards the passenger terminal and the footpath",
    ),
    "range": Label(
        "차량 출입구와 보행자 통로, 고객 주차 구획, 접수창구 앞 대기 구역 및 건물 외곽 전체",
        "Vehicle entrance and footpath, bays for customers, waiting area before the parcel counter, and all around",
    ),
}
KOREAN = re.compile(r"[가-힣]+")
STICKER = "sticker-100x100"
HOSTILE = (
    '#panic("x")',
    '") #panic("x") //',
    "back\\slash \\",
    "$x^2$ *bold* _slant_",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "@label `raw` // end /* end",
    "$(touch /tmp/x) 'quoted'",
)


def changed(**values: Label) -> SignText:
    """The sign with other words; every fact keeps its id and what it stands on."""
    facts: dict[str, Fact] = {name: replace(getattr(SIGN, name), value=value) for name, value in values.items()}
    return replace(SIGN, **facts)  # type: ignore[arg-type]


def twice(text: str) -> Label:
    return Label(text, text)


def set_in(size: str, **values: Label) -> Page:
    return Page(document(LOADED, changed(**values), size).pdf())


@pytest.mark.parametrize("size", SIZES)
def test_names_of_thirty_syllables_stand_on_one_line(size):
    fields = ("operator", "site", "place", "range")
    names = {field: LONG[turn:] + LONG[:turn] for turn, field in enumerate(fields)}
    shown = set_in(size, **{field: Label(name, "x") for field, name in names.items()})
    printed = [name for name in names.values() if shown.has(name)]
    assert len(printed) == (2 if SIZES[size].supplement else 4)
    for name in printed:
        assert len(name) == 30
        assert len({round(letter.bottom) for letter in shown.find(name)}) == 1
        assert shown.least(name) >= SIZES[size].legal - 0.01
    assert shown.outside() == []
    assert shown.overlapping() == []


@pytest.mark.parametrize("size", SIZES)
def test_the_longest_names_fit_in_letters_of_full_height(size):
    shown = set_in(size, **AWKWARD)
    for words in AWKWARD.values():
        for text in (words.ko, words.en):
            if not SIZES[size].supplement or words is AWKWARD["site"]:
                assert shown.least(text) >= SIZES[size].legal - 0.01
                assert [word for word in KOREAN.findall(text) if shown.breaks(text, word)] == []
    assert shown.outside() == []
    assert shown.overlapping() == []


@pytest.mark.parametrize("count", [1, 1200])
@pytest.mark.parametrize("size", SIZES)
def test_a_large_number_fits_in_letters_of_full_height(size, count):
    text = replace(SIGN, devices=replace(SIGN.devices, value=count), covered=replace(SIGN.covered, value=count))
    shown = Page(document(LOADED, text, size).pdf())
    assert shown.least(f"{count:,}대", after="이 사업장 전체") >= SIZES[size].head - 0.01
    assert shown.overlapping() == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (Label("가" * 70, "x"), "does not fit in letters of"),
        (Label("x", "W" * 90), "does not fit in letters of"),
        (Label("가나다 " * 400, "x"), "does not fit in letters of"),
        (Label("가 \U0001f600", "x"), "could not be displayed"),
    ],
)
@pytest.mark.parametrize(
    ("size", "field"), [("a4-portrait", "range"), ("board-400x300", "site"), (STICKER, "operator")]
)
def test_what_does_not_fit_or_has_no_glyph_is_an_error_that_names_the_sign(size, field, words, message):
    made = document(LOADED, changed(**{field: words}), size)
    for kind in (made.pdf, made.svg, lambda: made.png(96)):
        with pytest.raises(InputError, match=f"^sign seoul-hq/tower \\({size}\\): .*{message}"):
            kind()


@pytest.mark.parametrize(("size", "fields"), [("a3-landscape", 4), (STICKER, 2)])
def test_every_hostile_value_is_printed_as_it_is(size, fields):
    for first in range(0, len(HOSTILE), fields):
        values = dict(zip(("operator", "site", "place", "range"), HOSTILE[first : first + fields], strict=False))
        shown = set_in(size, **{field: twice(value) for field, value in values.items()})
        assert [value for value in values.values() if not shown.has(value)] == []


def test_a_line_feed_and_a_direction_mark_change_nothing_else():
    shown = set_in("a3-landscape", place=twice("one\n= two\n#v(9cm)"), range=twice("three"))
    assert shown.has("one= two#v(9cm)")
    assert shown.has("three")
