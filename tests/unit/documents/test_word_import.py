"""Edited Word files, written by hand: what comes back, what is refused and why, and files that mean harm."""

from __future__ import annotations

import datetime
import io
import re
import struct
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from closedcircuit.documents.policy import policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.template_blocks import blocks, written
from closedcircuit.documents.word import END, Track, bookmark, word
from closedcircuit.documents.word_import import imported
from closedcircuit.documents.word_read import read
from closedcircuit.documents.wording import Wording
from closedcircuit.errors import InputError, Refusal

DAY = datetime.date(2026, 12, 22)
PRINTOUTS = "출력물은 파쇄하거나 소각합니다."
DOCUMENT = "word/document.xml"


class Desk:
    """A wording, its Word file to be changed by hand, and what comes back."""

    def __init__(self, inventory, sources, language="ko"):
        self.wording = Wording(policies(statement(inventory), sources), sources, inventory)
        self.language = language
        self.document = docx.Document(io.BytesIO(word(self.wording.texts[language], DAY, True)))

    def find(self, text):
        return next(paragraph for paragraph in self.document.paragraphs if text in paragraph.text)

    def replace(self, old, new):
        run = next(run for run in self.find(old).runs if old in run.text)
        run.text = run.text.replace(old, new)

    def insert(self, before, text, style="Normal"):
        return self.find(before).insert_paragraph_before(text, style)

    def saved(self):
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def run(self):
        return imported(self.saved(), "p.docx", self.wording)

    def template(self):
        return self.run().templates[self.language]


@pytest.fixture
def desk(load, data, sources):
    return Desk(load(data), sources)


def test_an_unchanged_file_changes_nothing(desk):
    assert (desk.run().edits, desk.run().templates) == ((), {})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_paragraph_that_no_loop_makes_can_be_changed_and_comes_back_exactly(load, data, sources, language):
    open_ones = {bookmark("p", block.id): block.id for block in blocks(sources[language].text) if not block.locked}
    assert len(open_ones) > 40
    desk = Desk(load(data), sources, language)
    for start in list(desk.document.element.iter(qn("w:bookmarkStart"))):
        if start.get(qn("w:name")) in open_ones:
            run = OxmlElement("w:r")
            run.append(OxmlElement("w:t"))
            run[0].text = "덧붙임"
            start.getparent().append(run)
    edits = desk.run().edits
    assert [edit.id for edit in edits] == list(open_ones.values())
    assert all(edit.after == f"{edit.before}덧붙임" for edit in edits)


def test_a_heading_and_its_paragraph_are_added_in_every_language(desk):
    desk.insert("영상정보의 확인 방법 및 장소", "새 절", "Heading 1")
    desk.insert("영상정보의 확인 방법 및 장소", "새 문단")
    found = desk.run()
    expected = "\n\n## {0}새 절 {{#recording-printouts-2}}\n\n{0}새 문단 {{#recording-printouts-3}}\n"
    assert expected.format("") in found.templates["ko"]
    assert expected.format("[translation pending] ") in found.templates["en"]


def test_below_a_list_that_a_loop_makes_a_paragraph_finds_its_place(desk):
    desk.insert("설치 대수, 설치 위치 및 촬영 범위", "목적을 더하지 않습니다.")
    assert "목적을 더하지 않습니다. {#purpose-crime-prevention-2}\n\n## 설치 대수" in desk.template()


def test_between_what_loops_make_nothing_finds_its_place(desk):
    desk.insert("범죄예방", "사이", "List Bullet")
    with pytest.raises(Refusal, match="'사이' stands between paragraphs that a loop makes"):
        desk.run()


def test_a_section_that_is_moved_is_refused(desk):
    desk.find("출력물은").insert_paragraph_before()._p.addprevious(desk.find("촬영 시간은")._p)
    with pytest.raises(Refusal, match=r"\{#recording-hours\} stands elsewhere; move it in ko\.md:\d+"):
        desk.run()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ 7 * 7 }}", "holds {{, which means something in a template"),
        ("{% raw %}", "holds {%"),
        ("}} x", "holds }}"),
        ("끝 {#about}", "holds {#"),
        ("<!-- x", "holds <!--"),
        ("# 제목", "begins with '#'"),
        ("- 항목", "begins with '-'"),
        ("| 칸", "begins with '|'"),
        ("두\n줄", "holds a line break"),
        ("x\ue000y", r"holds an invisible character \(U\+E000\)"),
        ("{{ operator.name }}", "holds {{"),
    ],
)
def test_what_a_template_would_take_for_more_than_words_is_refused(desk, text, reason):
    desk.insert("촬영 시간은", text)
    with pytest.raises(Refusal, match=reason):
        desk.run()


@pytest.mark.parametrize("text", ["<script>", "$(id) `x`", '"; \\', "*별표*", "& < >", "{ x }", "a - b # c | d"])
def test_other_signs_are_only_words(desk, text):
    desk.insert("촬영 시간은", text)
    assert f"\n{text} {{#recording-item-2}}\n" in desk.template()


def test_a_fact_that_is_typed_over_is_refused(desk):
    run = next(run for run in desk.find("이 방침의 버전은").runs if run.text == "1.0")
    run.text = "1.1"
    with pytest.raises(
        Refusal, match=r"\{#revision-version\} no longer says '1\.0', which is a fact; change it in inv"
    ):
        desk.run()


def test_a_fact_whose_bookmark_is_gone_is_not_guessed(desk):
    paragraph = desk.find("이 방침의 버전은")
    for mark in paragraph._p.findall(qn("w:bookmarkStart"))[1:]:
        paragraph._p.remove(mark)
    assert desk.run().edits == ()
    paragraph.runs[-1].text = " 입니다."
    with pytest.raises(Refusal, match=r"no longer says '1\.0'"):
        desk.run()


def test_facts_may_change_their_order(desk):
    paragraph = desk.find("이 방침의 버전은")._p
    version, effective = ([mark] for mark in paragraph.findall(qn("w:bookmarkStart"))[1:])
    for group in (version, effective):
        while group[-1].tag != qn("w:bookmarkEnd"):
            group.append(group[-1].getnext())
    place = effective[-1].getnext()
    for element in effective:
        version[0].addprevious(element)
    for element in version:
        place.addprevious(element)
    text = re.sub(r"\s+", " ", desk.template())
    assert "이 방침의 버전은 {{ policy.effective }}이고, 시행일은 {{ policy.version }}입니다." in text


def test_a_cell_of_a_table_and_a_row_are_changed_in_the_template(desk):
    table = desk.document.tables[-1]
    table.rows[0].cells[0].paragraphs[0].runs[0].text = "회사"
    table._tbl.remove(table.rows[1]._tr)
    with pytest.raises(Refusal) as refused:
        desk.run()
    assert "{#processors-table/0} '수탁자' is a cell of a table; change it in ko.md:" in str(refused.value)
    assert "{#processor-guards} lacks a cell or is deleted" in str(refused.value)


def test_a_file_of_another_text_is_refused(load, data, sources):
    desk = Desk(load(data), sources)
    data["sites"]["office"]["retention"] = "13d"
    inventory = load(data)
    wording = Wording(policies(statement(inventory), sources), sources, inventory)
    with pytest.raises(Refusal, match="written from another text than the wording and the inventory give now"):
        imported(desk.saved(), "p.docx", wording)


def test_the_last_line_stays_the_last(desk):
    desk.document.add_paragraph("더")
    with pytest.raises(Refusal, match="does not end with the line '— 끝 —'"):
        desk.run()


def test_a_picture_a_footnote_and_a_field_are_named(desk):
    run = desk.find(PRINTOUTS).runs[0]._r
    for tag in ("w:drawing", "w:footnoteReference", "w:fldChar", "w:sym", "w:unheard"):
        run.append(OxmlElement(tag) if tag != "w:unheard" else run.makeelement(qn("w:unheard")))
    with pytest.raises(Refusal) as refused:
        desk.run()
    for odd in ("a picture", "a footnote", "a field", "a symbol of a symbol font", "<unheard>"):
        assert f"{{#recording-printouts}} holds {odd}; only words can be brought back" in str(refused.value)


def test_deletions_do_not_count_and_insertions_inside_deletions_neither(desk):
    paragraph = desk.find(PRINTOUTS)._p
    for change, inner, text in (("w:ins", None, "보임"), ("w:del", None, "안보임"), ("w:ins", "w:del", "둘다")):
        element = OxmlElement(change, attrs={qn("w:author"): "갑"})
        paragraph.append(element)
        if inner:
            element.append(OxmlElement(inner, attrs={qn("w:author"): "을"}))
            element = element[0]
        run = OxmlElement("w:r")
        run.append(OxmlElement("w:delText" if "del" in (change + str(inner)) else "w:t"))
        run[0].text = text
        element.append(run)
    (edit,) = desk.run().edits
    assert edit.after == f"{PRINTOUTS}보임"
    assert [(change.author, change.kind, change.text) for change in edit.revisions] == [
        ("갑", "ins", "보임"),
        ("갑", "del", "안보임"),
        ("을", "del", "둘다"),
    ]


def test_long_paragraphs_are_broken_where_it_is_safe():
    text = "가나다 " * 30 + "- {{ policy.contact.phone }} 끝"
    assert written("paragraph", "x", text) == [f"{text} {{#x}}"]
    lines = written("item", "x", "가나다라 " * 40 + "{{ policy.contact.phone }} 끝")
    assert len(lines) > 1
    assert all(len(line) <= 120 for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])


# Files that mean harm


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 40)) + "]>"
DEEP = f"<w:document {W}><w:body>{'<w:sdt><w:sdtContent>' * 400}{'</w:sdtContent></w:sdt>' * 400}</w:body></w:document>"


def encrypted():
    content = bytearray(packed({DOCUMENT: f"<w:document {W}/>"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)
    return bytes(content)


HARM = {
    "no zip": (b"hello", "is no Word file"),
    "nothing": (b"", "is no Word file"),
    "no document": (packed({"a": "b"}), "lacks word/document.xml"),
    "no body": (packed({DOCUMENT: f"<w:document {W}/>"}), "has no text"),
    "no XML": (packed({DOCUMENT: "<a>"}), "is no XML"),
    "a bomb": (packed({DOCUMENT: b" " * (33 * 1024 * 1024)}), "is larger than"),
    "many parts": (packed({f"x{n}": "" for n in range(2001)}), "more than 2000 parts"),
    "entities": (packed({DOCUMENT: f"{ENTITIES}<x>&e39;</x>"}), "declares a document type or entities"),
    "an entity elsewhere": (
        packed({DOCUMENT: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}),
        "declares a document type or entities",
    ),
    "a password": (encrypted(), "damaged or has a password"),
}


@pytest.mark.parametrize("case", HARM)
def test_a_file_that_means_harm_is_no_word_file(case):
    content, message = HARM[case]
    with pytest.raises(InputError, match=f"p.docx: .*{message}"):
        read(content, "p.docx")


def test_what_is_nested_without_end_is_not_followed():
    assert read(packed({DOCUMENT: DEEP}), "p.docx").parts[-1].odd


# The file itself


def test_names_are_unique_short_and_the_same_each_time(write, data):
    old = write(data)["ko"]
    data["sites"]["office"]["retention"] = "7d"
    new = write(data)["ko"]
    track = Track(old, "\"><&'", DAY)
    content = word(new, DAY, True, track)
    assert content == word(new, DAY, True, track)
    body = docx.Document(io.BytesIO(content)).element
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names) > 100
    assert all(re.fullmatch(r"[pfv]_[0-9a-f]{16}(_\d+)?", name) for name in names)
    changes = [*body.iter(qn("w:ins")), *body.iter(qn("w:del"))]
    assert {(c.get(qn("w:author")), c.get(qn("w:date"))) for c in changes} == {("\"><&'", "2026-12-22T00:00:00Z")}
    assert [text.text for text in body.iter(qn("w:delText"))] == ["14일"]
    assert docx.Document(io.BytesIO(content)).paragraphs[-1].text == END["ko"]


@pytest.mark.parametrize("value", ["<script>", '"; $(id)', "{{ 7 }}", "]]>&amp;"])
def test_a_hostile_value_stands_in_the_file_and_comes_back(load, data, sources, value):
    data["sites"]["office"]["name"]["ko"] = data["policy"]["responsible"]["title"]["ko"] = value
    desk = Desk(load(data), sources)
    desk.replace("직책: ", "직함: ")
    assert "- 직함: {{ policy.contact.title }} {#people-title}" in desk.template()


def test_what_would_come_out_elsewhere_is_refused(desk):
    """Between a caption and its table a template has no place."""
    paragraph = desk.insert("촬영 시간은", "사이에")
    desk.document.tables[1]._tbl.addprevious(paragraph._p)
    with pytest.raises(Refusal, match="it cannot be placed: '사이에'"):
        desk.run()


def test_spaces_come_back_as_they_were(desk):
    text = "두  칸  " * 60
    desk.insert("촬영 시간은", text)
    assert f"\n{text.strip()} {{#recording-item-2}}\n" in desk.template()
