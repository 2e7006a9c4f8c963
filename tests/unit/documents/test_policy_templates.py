"""Templates of the policy's text: their syntax, their faults, and that values are never taken for either."""

from __future__ import annotations

import pytest

from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import Paragraph, Table, plain
from closedcircuit.errors import InputError

HOSTILE = [
    '"><script>alert(1)</script>',
    "{{7*7}}",
    "{% raw %}",
    "<!-- gone -->",
    "$(id)",
    "'; DROP TABLE",
    "</td>",
    "&amp; &",
    "**x**",
    "[a](javascript:alert(1))",
    "`x`",
    "# x",
    "- x",
    "| x |",
    "<br>",
    "x {#hijacked}",
    "a\n\n## b {#b}",
    "\ue0000\ue001",
    "\ue000",
    " \u00a0 x ",
]


def text_of(load, data, source, other=None):
    sources = {"ko": Source("ko.md", source)}
    if other is not None:
        sources["en"] = Source("en.md", other)
    return policies(statement(load(data)), sources)


def test_the_syntax(load, data):
    source = """<!-- a note -->
# Title of {{ operator.name }} {#title}

Before. {#before}

## First {#first}
A paragraph
of two lines. {#one}
- An item
  of two lines. {#two}
- *Another* {#three}

Caption {#table}
| A | B |
|---|--:|
| Here | {#place}
| x<br>y | {{ total.places }} | {#row}
|---|--:|
| z | | {#sum}
"""
    text = text_of(load, data, source)["ko"]
    assert plain(text.title) == "Title of 가상물류"
    assert [(block.id, plain(block.line)) for block in text.preamble] == [("before", "Before.")]
    one, two, three, table = text.sections[0].blocks
    assert (one.kind, plain(one.line)) == ("paragraph", "A paragraph of two lines.")
    assert (two.kind, plain(two.line)) == ("item", "An item of two lines.")
    assert plain(three.line) == "*Another*"
    assert isinstance(table, Table)
    assert [(plain(column.heading), column.number) for column in table.columns] == [("A", False), ("B", True)]
    assert [(row.id, row.kind) for row in table.rows] == [("place", "group"), ("row", "row"), ("sum", "foot")]
    assert [[plain(line) for line in cell] for cell in table.rows[1].cells] == [["x", "y"], ["2"]]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("No id.", 3, "without an id"),
        ("Bad id. {#Big}", 3, "without an id"),
        ("One. {#x}\n\nTwo. {#x}", 5, "{#x} a second time"),
        ("### Third {#x}", 3, "a heading of another kind"),
        ("| A |\n|---|\n| x | {#x}", 3, "without a caption"),
        ("Caption {#x}\n| A |\n| x | {#y}", 4, "without its rule"),
        ("Caption {#x}\n| A | B |\n|---|\n| x | {#y}", 4, "as many headings as rules"),
        ("Caption {#x}\n| A | B |\n|---|---|\n| x | y | z | {#y}", 6, "found 3 cells, expected 2"),
        ("{{ operator.nam }} {#x}", 3, "no attribute 'nam'"),
        ("{{ nothing }} {#x}", 3, "'nothing' is undefined"),
        ("{% for x in %} {#x}", 3, "no template"),
        ("{{ operator }} {#x}", 0, "only a fact or a text"),
        ("{{ operator.example }} {#x}", 0, "only a fact or a text"),
        ("{{ operator.name.value }} {#x}", 3, "no attribute 'value'"),
        ("{{ operator.name._fact.value }} {#x}", 3, "unsafe"),
        ("{{ operator.name.__class__ }} {#x}", 3, "unsafe"),
        ("{{ 1 // 0 }} {#x}", 0, "cannot be rendered"),
        ("{% include 'en.md' %} {#x}", 3, "cannot be rendered"),
        ("\ue000 {#x}", 3, "private-use"),
    ],
)
def test_a_fault_names_the_line(load, data, body, line, message):
    with pytest.raises(InputError) as caught:
        text_of(load, data, f"# T {{#t}}\n\n{body}\n")
    problem = caught.value.problems[0]
    assert message in problem.message
    assert problem.position.file == "ko.md"
    if line:
        assert problem.position.line == line


@pytest.mark.parametrize(("source", "message"), [("", "says nothing"), ("Text. {#x}", "the title is expected first")])
def test_a_text_begins_with_its_title(load, data, source, message):
    with pytest.raises(InputError, match=message):
        text_of(load, data, source)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("# T {#t}\n\nA {{ policy.version }} {#a}", r"en.md: lacks {#b}"),
        ("# T {#t}\n\nA {{ policy.version }} {#a}\n\nB {#b}\n\nC {#c}", r"en.md: has {#c}"),
        ("# T {#t}\n\nB {#b}\n\nA {{ policy.version }} {#a}", r"en.md: {#b} stands elsewhere than in ko.md"),
        ("# T {#t}\n\nA 1.0 {#a}\n\nB {#b}", r"en.md: {#a} does not state the same facts as in ko.md"),
        ("# T {#t}\n\nA {{ policy.version }} {#a}\n\nB {{ policy.hours }} {#b}", r"look at: policy.hours"),
    ],
)
def test_languages_that_say_different_things_are_a_fault(load, data, other, message):
    one = "# T {#t}\n\nA {{ policy.version }} {#a}\n\nB {#b}"
    assert text_of(load, data, one, one)
    with pytest.raises(InputError, match=message):
        text_of(load, data, one, other)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_a_value(write, data, value):
    label = {"ko": value, "en": value}
    ids = [name for name, _ in write(data)["ko"].lines()]
    hub = data["sites"]["hub"]
    data["organization"]["name"] = hub["name"] = hub["storage"]["place"] = label
    hub["retention_groups"]["gates"]["basis"]["reason"] = label
    data["policy"]["purposes"]["facility"] = data["policy"]["viewing"]["method"] = label
    for text in write(data).values():
        assert [name for name, _ in text.lines()] == ids
        runs = [run for _, line in text.lines() for run in line]
        for fact in ("organization.name", "sites.hub.name", "sites.hub.groups.gates.reason", "policy.viewing.method"):
            assert {run.text for run in runs if run.fact == fact} == {value}
        purpose = next(
            block
            for block in text.sections[0].blocks
            if isinstance(block, Paragraph) and block.id == "purpose-facility"
        )
        assert plain(purpose.line) == value


def test_a_filter_or_a_concatenation_cannot_let_a_value_out(load, data):
    data["organization"]["name"] = {"ko": "a {#x}\n\n## b {#b}", "en": "a"}
    source = "# T {#t}\n\n{{ ('A ' ~ operator.name) | upper }} {#p}\n\n{{ operator.name | string }} {#q}"
    preamble = text_of(load, data, source)["ko"].preamble
    assert [(block.id, plain(block.line)) for block in preamble] == [
        ("p", "A a {#x}\n\n## b {#b}"),
        ("q", "a {#x}\n\n## b {#b}"),
    ]
