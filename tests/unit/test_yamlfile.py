"""Strict YAML: the meaning of YAML 1.2, every misreading an error with its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from closedcircuit import yamlfile
from closedcircuit.errors import InputError, Position, Problem

MEANINGS = {
    "022": 22,
    "0o17": 15,
    "0x1F": 31,
    "22:00": "22:00",
    "1_000": "1_000",
    "2026-12-01": "2026-12-01",
    "30d": "30d",
    "1e3": 1000.0,
    "-0.5": -0.5,
    "~": None,
    "null": None,
    "True": True,
    "FALSE": False,
    "tRue": "tRue",
    "y": "y",
    '"no"': "no",
    "'off'": "off",
    "<<": "<<",
    "=": "=",
    '"\\t"': "\t",
    "|\n  a\n  b\n": "a\nb\n",
}


@pytest.mark.parametrize(("text", "value"), MEANINGS.items())
def test_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    assert yamlfile.parse(f"key: {text}".encode(), "f.yaml").data == {"key": value}


PROBLEMS: dict[str, tuple[bytes, int, int, str, str]] = {
    "old boolean": (b"a: no", 1, 4, "older YAML reads as false", "write false"),
    "old boolean, capital": (b"a:\n  - ON", 2, 5, "reads as true", "write true"),
    "duplicate key": (b"a: 1\nb: 2\na: 3", 3, 1, "the key a a second time", "line 1"),
    "duplicate key, nested": (b"a:\n  b: 1\n  b: 2", 3, 3, "the key b a second time", "line 2"),
    "tab": (b"a:\tb", 1, 3, "a tab", "spaces"),
    "tab in indentation": (b"a:\n\tb: 1", 2, 1, "a tab", "spaces"),
    "second document": (b"a: 1\n---\nb: 1", 2, 1, "a second document", "---"),
    "unknown tag": (b"a: !x 1", 1, 4, "a tag, !x", "plain"),
    "python tag": (b"a: !!python/object/apply:os.system [id]", 1, 4, "a tag", "plain"),
    "anchor": (b"a: &x 1", 1, 4, "an anchor, &x", "write the value"),
    "alias": (b"a: *x", 1, 4, "an alias, *x", "write the value"),
    "number as key": (b"1: a", 1, 1, "the key 1 is no text", '"1"'),
    "null as key": (b"~: a", 1, 1, "is no text", '"~"'),
    "list as key": (b"[a]: b", 1, 1, "a key that is no text", "word"),
    "list as key, explicit": (b"? [a]\n: b", 1, 3, "a key that is no text", "word"),
    "directive": (b"%YAML 1.1\n---\na: 1", 1, 1, "a directive", "%"),
    "not UTF-8": (b"a: 1\nb: \xff", 2, 4, "byte 0xff", "UTF-8"),
    "UTF-16": ("a: 1".encode("utf-16"), 1, 1, "byte 0xff", "UTF-8"),
    "NUL": (b"a: x\x00y", 1, 5, "U+0000", "remove"),
    "NUL, escaped": (b'a: "x\\0y"', 1, 4, "U+0000", "remove"),
    "line separator": ("a: x\u2028b: 1".encode(), 1, 5, "line separator, U+2028", "remove"),
    "next line": ("a: x\u0085b: 1".encode(), 1, 5, "line separator, U+0085", "remove"),
    "paragraph separator, escaped": (b'a: "\\P"', 1, 4, "U+2029", "remove"),
    "right-to-left override": ("a: \u202exyz".encode(), 1, 4, "U+202E", "remove"),
    "right-to-left mark": ("a: x\u200f".encode(), 1, 5, "U+200F", "remove"),
    "carriage return": (b"a: 1\rb: 2", 1, 5, "a carriage return", "Unix"),
    "syntax": (b"a: [b", 2, 1, "not YAML", "check"),
    "colon in plain text": (b"a: b: c", 1, 5, "not YAML", "quote"),
    "backquote": (b"a: `b`", 1, 4, "not YAML", "quote"),
    "empty": (b"", 1, 1, "empty", "{}"),
    "only a comment": (b"# a\n", 2, 1, "empty", "{}"),
    "infinity": (b"a: .inf", 1, 4, "no finite number", "quote"),
    "too large a float": (b"a: 1e999", 1, 4, "too large", "smaller"),
    "too large an integer": (b"a: 9007199254740993", 1, 4, "exactly", "smaller"),
    "a number of many digits": (b"a: " + b"9" * 5000, 1, 4, "5000 digits", "smaller"),
    "too deep, flow": (b"[" * 50_000, 1, 65, "64 levels", "nested"),
    "too deep, block": (b"- " * 50_000, 1, 129, "64 levels", "nested"),
    "too deep, keys": (b"? " * 50_000, 1, 129, "64 levels", "nested"),
}


@pytest.mark.parametrize(("content", "line", "column", "message", "advice"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_could_be_misread_is_an_error_with_its_place(
    content: bytes, line: int, column: int, message: str, advice: str
) -> None:
    with pytest.raises(InputError) as caught:
        yamlfile.parse(content, "f.yaml")
    problem = caught.value.problems[0]
    assert problem.position == Position("f.yaml", line, column)
    assert message in problem.message
    assert advice in problem.advice


def test_every_problem_up_to_the_first_that_bars_the_way_is_told() -> None:
    with pytest.raises(InputError) as caught:
        yamlfile.parse(b'a: no\nb: *x\nb: 2\n1: 3\nc: "x', "f.yaml")
    assert [problem.position.line for problem in caught.value.problems] == [1, 2, 3, 4, 5]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    document = yamlfile.parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")
    assert document.data == {"a": 1, "b": 2}
    assert document.position("/b") == Position("f.yaml", 2, 4)


def test_the_deepest_allowed_file_is_read() -> None:
    assert yamlfile.parse(b"[" * 64 + b"]" * 64, "f.yaml").position("/0" * 63).column == 64


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(InputError, match="50,000,000 bytes"):
        yamlfile.load(path, "big.yaml")


def test_positions_by_pointer() -> None:
    document = yamlfile.parse(b"# c\na:\n  b: {c: 1}\n  d/e: [x, {f~g: y}]\n", "f.yaml")
    assert document.position("") == Position("f.yaml", 2, 1)
    assert document.position("/a/b/c") == Position("f.yaml", 3, 10)
    assert document.key_position("/a/b/c") == Position("f.yaml", 3, 7)
    assert document.position("/a/d~1e/1/f~0g") == Position("f.yaml", 4, 18)
    # What is missing is shown at the mapping that lacks it.
    assert document.position("/a/b/missing/deeper") == document.position("/a/b")
    assert document.key_position("/a/b/missing") == document.position("/a/b")


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abz-_/~0 1é한", min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(plain, st.sampled_from([None, True, False]))
def test_what_another_writer_writes_is_read_back(data: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    assert yamlfile.parse(text.encode(), "f.yaml").data == data


def _pointers(data: Any, tokens: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = [(yamlfile.join_pointer(tokens), data)]
    for key, value in children:
        found += _pointers(value, (*tokens, str(key)))
    return found


@given(plain)
def test_every_node_has_a_place_where_its_text_stands(data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, width=10_000)
    document = yamlfile.parse(text.encode(), "f.yaml")
    lines = text.split("\n")
    for pointer, value in _pointers(data):
        place = document.position(pointer)
        rest = lines[place.line - 1][place.column - 1 :]
        if isinstance(value, bool):
            assert rest.startswith(str(value).lower()), pointer
        elif isinstance(value, int):
            assert rest.startswith(str(value)), pointer


@given(st.binary(max_size=200) | st.text("a:-[]{}?&*!|>'\"%@` \n#,0", max_size=200).map(str.encode))
def test_any_bytes_give_a_value_or_an_error_with_a_place(content: bytes) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        yamlfile.parse(content, "f.yaml")
    except InputError as error:
        problems = error.problems
    assert all(problem.position.line > 0 for problem in problems)


HOSTILE = {"lists": b"[" * 50_000, "mappings": b"{a: " * 20_000, "entries": b"- " * 99_000, "bomb": b"a: &a [*a]"}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_stop_a_process_of_their_own_with_exit_2(root: Path, content: bytes) -> None:
    (root / "inventory/sites/seoul-hq/cameras.yaml").write_bytes(content)
    command = [sys.executable, "-m", "closedcircuit", "check", "--root", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert "inventory/sites/seoul-hq/cameras.yaml:1:" in done.stderr


def test_one_function_is_the_only_way_yaml_enters() -> None:
    package = Path(yamlfile.__file__).parent
    importing = {path.name for path in package.rglob("*.py") if "import yaml" in path.read_text().splitlines()}
    assert importing == {"yamlfile.py"}
