"""Schemas: complete for an editor, and kind to whoever mistypes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from closedcircuit import schema, yamlfile
from closedcircuit.yamlfile import Document
from tests.conftest import REPOSITORY, Run


def _fields(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place where a value is described, except bare references, which borrow the text of what they refer to."""
    if isinstance(node, dict):
        for word in ("properties", "$defs"):
            yield from ((f"{place}/{word}/{name}", field) for name, field in node.get(word, {}).items())
        entry = node.get("additionalProperties")
        if isinstance(entry, dict) and set(entry) != {"$ref"}:
            yield f"{place}/additionalProperties", entry
        for key, value in node.items():
            if key not in ("examples", "enum", "const", "if", "then", "else", "not", "allOf"):
                yield from _fields(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _fields(value, f"{place}/{index}")


ALL_FIELDS = [(name, *field) for name, document in schema.schemas().items() for field in _fields(document)]


@pytest.mark.parametrize(("name", "place", "field"), ALL_FIELDS, ids=[f"{n}{p}" for n, p, _ in ALL_FIELDS])
def test_every_field_has_title_description_and_example(name: str, place: str, field: dict[str, Any]) -> None:
    assert field["title"]
    assert field["description"]
    assert field["examples"]


def test_every_example_is_valid() -> None:
    checked = 0
    for name, document in schema.schemas().items():
        registry: Registry[Any] = Registry().with_resources(
            (f"{other}.json", DRAFT202012.create_resource(content)) for other, content in schema.schemas().items()
        )
        for place, field in _fields(document):
            node = Draft202012Validator({"$ref": f"{name}.json#{place}"}, registry=registry)
            for example in field["examples"]:
                faults = [error.message for error in node.iter_errors(example)]
                assert not faults, f"{name}{place}: {example!r}: {faults}"
                checked += 1
    assert checked > 150


def _problems(text: str, kind: str = "site") -> list[str]:
    document: Document = yamlfile.parse(text.encode(), "f.yaml")
    return [str(problem) for problem in sorted(schema.problems(document, kind))]


MINIMAL = "id: s\nname: {ko: 가, en: a}\nservice: planned\n"
MISTAKES = {
    "mistyped key": ("retenton: 30d", "4:1: unknown key retenton", "did you mean retention?"),
    "key of nothing near": ("zzz: 1", "4:1: unknown key zzz", "allowed: "),
    "mistyped value": ("signs: {a: {area: b, size: a4-landscap}}", '4:28: found "a4-landscap"', "a4-landscape?"),
    "number without a unit": ("retention: 022", "4:12: found the number 22, expected a text", "Example: 30d"),
    "words for a number": ("retention: varies", '4:12: found the text "varies", which is no number of', "30d"),
    "text for a boolean": ('storage: {locked: "yes"}', '4:19: found the text "yes", expected true or false', ""),
    "nothing": ("hours:", "4:7: found nothing, expected a text", "Example: 24h"),
    "list for a mapping": ("storage: []", "4:10: found a list, expected a mapping", ""),
    "host bits": ("zones: {a: {kind: camera, cidr: 10.0.0.1/24}}", "4:33: ", "no host bits"),
    "no such day": ("authority: {until: 2026-02-30}", "4:20: ", "2026-12-01"),
    "line feed at the end": ("retention: |\n  30d\n", "4:12: found the text", "Example: 30d"),
    "hostile id": ("areas: {../x: {access: public, kind: gate}}", '4:9: the key "../x" is no identifier', "Lower-case"),
    "twice in a list": ("overlays: [bonded, bonded]", "4:11: the list names an entry twice", "once"),
    "out of range": (
        "zones: {a: {kind: camera, cidr: 10.0.0.0/24, vlan: 0}}",
        "4:52: found 0, expected at least 1",
        "",
    ),
    "missing key": ("zones: {a: {kind: camera}}", "4:12: lacks the key cidr", "example: cidr: 10.42.10.0/24"),
}


@pytest.mark.parametrize(("text", "message", "advice"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_place_and_what_is_right(text: str, message: str, advice: str) -> None:
    problems = _problems(MINIMAL + text)
    assert len(problems) == 1, problems
    assert f"f.yaml:{message}" in problems[0]
    assert advice in problems[0]


HOSTILE = ['"><script>alert(1)</script>', "{{7*7}}", "$(id)", "'; DROP TABLE sites", "`id`", "a|b", "a\\b", "x" * 200]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_on_a_sign_holds_nothing_that_reads_as_code(name: str) -> None:
    text = json.dumps(name)
    problems = _problems(f"id: s\nname: {{ko: {text}, en: a}}\nservice: planned\n")
    assert len(problems) == 1
    assert "f.yaml:2:12: found the text" in problems[0]


@pytest.mark.parametrize("name", ["대전허브터미널(제2동)", "O'Hare & Sons, Gate 1-2", "田中倉庫", "A/S센터 · 3층"])
def test_a_name_of_any_script_is_welcome(name: str) -> None:
    assert not _problems(f"id: s\nname: {{ko: {json.dumps(name)}, en: a}}\nservice: planned\n")


def test_a_rule_of_the_law_is_no_rule_of_the_schema() -> None:
    """What a control asks for is that control's finding: a bare site is well-formed."""
    assert not _problems(MINIMAL)
    assert not _problems("a: {service: planned, area: b}", "cameras")
    assert not _problems("a: {control: CCTV-RET-02, subject: site/s}", "waivers")


SHIPPED = sorted(
    path for folder in ("inventory", "policies") for path in (REPOSITORY / folder).rglob("*.yaml") if path.is_file()
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_yaml_file_opens_with_a_modeline_that_resolves(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match, first
    target = (path.parent / match[1]).resolve()
    shown = path.relative_to(REPOSITORY).as_posix()
    assert target.parent == REPOSITORY / "schemas"
    patterns = schema.schemas()[target.stem]["x-files"]
    assert any(Path(shown).match(pattern) for pattern in patterns)
    document = yamlfile.load(path, shown)
    assert not list(schema.problems(document, target.stem))


def test_schema_lists_prints_and_writes(run: Run, tmp_path: Path) -> None:
    assert "cameras" in run("schema").out
    printed = json.loads(run("schema", "site").out)
    assert printed["$defs"]["definitions"]["$id"] == "definitions.json"
    assert run("schema", "--out", tmp_path / "schemas").code == 0
    written = {path.stem: json.loads(path.read_text("utf-8")) for path in (tmp_path / "schemas").iterdir()}
    assert written == schema.schemas()


def test_a_printed_schema_needs_no_other_file() -> None:
    validator = Draft202012Validator(schema.bundle("site"))
    assert validator.is_valid({"id": "s", "name": {"ko": "가", "en": "a"}, "service": "planned"})
    assert not validator.is_valid({"id": "S", "name": {"ko": "가", "en": "a"}, "service": "planned"})


def test_an_unknown_schema_is_told_with_the_nearest(run: Run) -> None:
    result = run("schema", "camera")
    assert result.code == 2
    assert "did you mean cameras?" in result.err
