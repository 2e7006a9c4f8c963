"""The door to Typst: every value is text, every fault names the document, and the bytes are always the same."""

from __future__ import annotations

import datetime
import io

import pdfplumber
import pytest

from closedcircuit.documents.typeset import Document, quoted, typst_source
from closedcircuit.errors import InputError

DAY = datetime.date(2026, 12, 1)
HEAD = (
    '#set document(title: "t")\n#set page(width: 200mm, height: 100mm)\n#set text(font: "Noto Sans KR", lang: "ko")\n'
)
HOSTILE = ('#panic("x")', '") #panic("x") //', "\\", "\n= head", "$x^2$", "<script>", "{{ 7 * 7 }}", "@label", "`raw`")


def document(body: str) -> Document:
    return Document("a sign", HEAD + body, DAY, one_page=True)


def test_every_hostile_value_is_printed_as_it_is(tmp_path):
    (tmp_path / "x.typ").write_text("{% for value in values %}#text({{ value }}) | {% endfor %}")
    pdf = document(typst_source("x.typ", [tmp_path], {"values": HOSTILE})).pdf()
    text = pdfplumber.open(io.BytesIO(pdf)).pages[0].extract_text()
    assert [value.strip() for value in HOSTILE if value.strip() not in text.replace("“", '"').replace("”", '"')] == []


@pytest.mark.parametrize("value", [None, True, 1.5, ["x"]])
def test_what_is_no_text_is_not_printed(value):
    with pytest.raises(TypeError, match="is no text"):
        quoted(value)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('#text("\U0001f600")', "could not be displayed"),
        ("#pagebreak()\nx", "fills 2 pages"),
        ('#panic("too wide")', "a sign: too wide$"),
        ('#text(font: "None such", "x")', "unknown font family"),
    ],
)
@pytest.mark.parametrize("kind", ["pdf", "png", "svg"])
def test_a_fault_names_the_document_in_every_format(body, message, kind):
    with pytest.raises(InputError, match=f"(?s)^a sign: .*{message}|{message}"):
        document(body).png(72) if kind == "png" else getattr(document(body), kind)()


def test_the_same_bytes_twice_anywhere_and_the_font_inside(tmp_path, monkeypatch):
    first = document("가나다").pdf()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert document("가나다").pdf() == first
    assert b"NotoSansKR" in first
    assert b"pdfuaid:part>1<" in first
    assert b"pdfaid:part>2<" in first
