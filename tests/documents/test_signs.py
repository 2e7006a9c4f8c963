"""Signs as they are printed: what stands on them, how tall, whole words, and a code that a telephone can read."""

from __future__ import annotations

import io
import json
import re
from functools import cache

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from closedcircuit import inventory
from closedcircuit.documents.build import composed
from closedcircuit.documents.sign import SIZES, SignText, words
from closedcircuit.documents.wording import wording
from closedcircuit.documents.words import say
from tests.conftest import REPOSITORY
from tests.documents.signs import MM, TEMPLATES, Page, document, texts

LOADED = inventory.load(REPOSITORY)
SIGNS = texts(LOADED)
# Every sign in the size of its entry, and some, among them one for a whole building, in every size.
OWN = {(f"{site.id}/{sign.id}", str(sign.size)) for site in LOADED.sites.values() for sign in site.signs.values()}
SOME = ("seoul-hq/tower", "daejeon-hub/south-gate", "gangneung-terminal/terminal")
SHOWN = sorted(OWN | {(name, size) for name in SOME for size in SIZES})
KOREAN = re.compile(r"[가-힣]+")
LONG = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노"


@cache
def pdf(name: str, size: str) -> bytes:
    return document(LOADED, SIGNS[name], size).pdf()


@cache
def page(name: str, size: str) -> Page:
    return Page(pdf(name, size))


def items(text: SignText, language: str) -> list[str]:
    """What the law wants said, the operator's name, and the sentence of a sign for a whole building."""
    said = [words(text.purposes), words([text.place]), words([text.range]), words(text.hours), words([text.operator])]
    said += [words([text.site]), *(words([processor.name]) for processor in text.processors)]
    found = [one[language] for one in said] + [say(text.contact.phone, "ko")]
    found += [say(processor.phone, "ko") for processor in text.processors]
    found += [say(fact, language) for fact in (text.contact.department, text.contact.title)]
    if text.building:
        building = say(text.building, language)
        found.append(
            f"이 건물({building}) 전체가 고정형 영상정보처리기기(CCTV) 설치 지역입니다."
            if language == "ko"
            else f"The whole of this building ({building}) is under CCTV."
        )
    return found


def test_the_sizes_are_those_of_schema_and_rules():
    schema = json.loads((REPOSITORY / "schemas/site.json").read_text())
    sign = schema["properties"]["signs"]["additionalProperties"]["properties"]
    assert sign["size"]["enum"] == list(SIZES)
    rules = (REPOSITORY / "policies/lib/sign.rego").read_text().split("layout_millimetres := ")[1].split("}")[0] + "}"
    sides = json.loads(rules.replace("],\n}", "]}"))
    assert sides == {name: sorted((size.width, size.height), reverse=True) for name, size in SIZES.items()}


def test_the_heights_that_are_asked_for_and_told():
    assert all(SIZES[size].head >= 15 and SIZES[size].legal >= 5 for size in ("board-400x300", "a3-landscape"))
    told = (REPOSITORY / "docs/signs.md").read_text("utf-8")
    for name, size in SIZES.items():
        assert f"| `{name}` | {size.width} x {size.height} | {size.head} mm | {size.legal} mm |" in told


@pytest.mark.parametrize(("name", "size"), [pair for pair in SHOWN if not SIZES[pair[1]].supplement])
def test_a_sign_says_all_in_letters_of_its_height(name, size):
    shown, layout, text = page(name, size), SIZES[size], SIGNS[name]
    assert (round(shown.width / MM), round(shown.height / MM)) == (layout.width, layout.height)
    for language in ("ko", "en"):
        for item in items(text, language):
            assert shown.has(item), item
            assert shown.least(item) >= layout.legal - 0.01, item
    count = say(text.devices, "ko")
    assert shown.least("CCTV 설치 안내") >= layout.head - 0.01
    assert shown.least(f"{count}대", after="이 사업장 전체") >= layout.head - 0.01
    assert shown.has(f"이 사업장 전체 {count}대 이 안내판 구역 {say(text.covered, 'ko')}대")
    assert shown.has(f"{count} at this site, {say(text.covered, 'en')} in this sign’s area")
    assert shown.has(f"안내판 {name} · 방침 1.0 (2026년 12월 1일 시행)")
    assert shown.has("Example: site, numbers and contacts are made up.")
    small = "".join(letter.text for letter in shown.glyphs if letter.height < layout.legal - 0.01)
    assert small == shown.text[shown.text.index("안내판" + name) :], "only the foot is smaller"


@pytest.mark.parametrize("name", SOME)
def test_the_sticker_says_less_and_that_it_is_no_sign(name):
    shown, text = page(name, "sticker-100x100"), SIGNS[name]
    said = [words(text.purposes)["ko"], words([text.operator])["ko"], say(text.contact.phone, "ko")]
    for item in [*said, f"이 사업장 전체 {say(text.devices, 'ko')}대"]:
        assert shown.least(item) >= SIZES["sticker-100x100"].legal - 0.01
    assert shown.has("이 표지는 안내판을 보완할 뿐 대신하지 않습니다.")
    assert shown.has(f"표지 {name} · 방침 1.0")
    assert not shown.has(words([text.range])["ko"])


@pytest.mark.parametrize("size", SIZES)
def test_letters_are_as_tall_on_the_picture_as_the_text_layer_says(size):
    """The digit of the number, measured in ink: what a ruler would find."""
    shown, dpi = page("gangneung-terminal/terminal", size), 300
    digit, _ = shown.find("3대", after="이 사업장 전체")
    opened = pypdfium2.PdfDocument(pdf("gangneung-terminal/terminal", size))[0]
    picture = opened.render(scale=dpi / 72).to_pil().convert("L")
    box = [round(side * dpi / 72) for side in (digit.left, digit.top, digit.right, digit.bottom)]
    ink = picture.crop(box).point(lambda value: 255 * (value < 128)).getbbox()
    assert (ink[3] - ink[1]) / dpi * 25.4 >= SIZES[size].head


@pytest.mark.parametrize(("name", "size"), SHOWN)
def test_no_word_of_hangul_is_broken_and_nothing_sticks_out(name, size):
    shown = page(name, size)
    for item in items(SIGNS[name], "ko"):
        if shown.has(item):
            assert [word for word in KOREAN.findall(item) if shown.breaks(item, word)] == []
    assert shown.outside() == []
    assert shown.overlapping() == []


@pytest.mark.parametrize(("name", "size"), SHOWN)
def test_the_code_leads_to_the_place_on_the_page(name, size):
    picture = pypdfium2.PdfDocument(pdf(name, size))[0].render(scale=90 / 72).to_pil()
    site = name.partition("/")[0]
    for shown in (picture, picture.convert("L")):
        (code,) = zxingcpp.read_barcodes(shown)
        assert code.text == f"https://homepage.example/cctv/ko/index.html#devices-at-{site}"


def test_the_page_has_every_place_that_a_code_leads_to():
    html = composed(LOADED, wording(LOADED, TEMPLATES).texts, [], draft=False, templates=TEMPLATES)["ko/index.html"]
    for text in SIGNS.values():
        assert f'<tr id="{text.anchor}">'.encode() in html


@pytest.mark.parametrize("size", SIZES)
def test_a_sign_keeps_both_standards_and_carries_its_font(size):
    made = pdf("seoul-hq/tower", size)
    assert b"pdfuaid:part>1<" in made
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>A<" in made
    with pdfplumber.open(io.BytesIO(made)) as opened:
        assert {re.sub(r"^[A-Z]{6}\+", "", letter["fontname"]) for letter in opened.pages[0].chars} == {
            "NotoSansKR-Thin"
        }


@pytest.mark.parametrize("size", SIZES)
def test_a_draft_says_so_across(size):
    shown = Page(document(LOADED, SIGNS["seoul-hq/tower"], size, draft=True).pdf())
    assert shown.has("초안DRAFT")
    assert shown.least("DRAFT") > SIZES[size].height / 10


def test_pictures_have_the_true_size_and_no_outside_parts():
    made = document(LOADED, SIGNS["seoul-hq/tower"], "a3-landscape")
    picture = Image.open(io.BytesIO(made.png(96)[0]))
    assert picture.width == pytest.approx(420 / 25.4 * 96, abs=1)
    (drawing,) = made.svg()
    links = re.findall(rb"""(?:href|src)="([^"]*)"|url\(([^)]*)\)""", drawing)
    assert len(links) > 100
    assert [link for pair in links for link in pair if link and not link.startswith((b"#", b"data:image/svg"))] == []
