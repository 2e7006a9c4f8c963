"""Schemas: which files an inventory has, and what a broken one is told.

A schema of `schemas/` that names files under `x-files` makes a kind of document: adding a kind is adding a file.
"""

from __future__ import annotations

import datetime
import functools
import ipaddress
import json
import re
import zoneinfo
from collections.abc import Iterator
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator

from closedcircuit.errors import Problem, did_you_mean
from closedcircuit.resources import shared
from closedcircuit.yamlfile import Document, join_pointer, split_pointer

_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _date(value: object) -> bool:
    if isinstance(value, str) and len(value) == len("2026-12-01"):
        datetime.date.fromisoformat(value)
        return value[4] == value[7] == "-"
    return not isinstance(value, str)


@_FORMATS.checks("ip-address", raises=ValueError)
def _ip_address(value: object) -> bool:
    return not isinstance(value, str) or str(ipaddress.ip_address(value)) == value


@_FORMATS.checks("cidr", raises=ValueError)
def _cidr(value: object) -> bool:
    return not isinstance(value, str) or ("/" in value and str(ipaddress.ip_network(value)) == value)


@_FORMATS.checks("timezone", raises=(ValueError, OSError, zoneinfo.ZoneInfoNotFoundError))
def _timezone(value: object) -> bool:
    return not isinstance(value, str) or zoneinfo.ZoneInfo(value).key == value


def _pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    """`pattern` as ECMAScript means it: unlike Python's, its `$` does not match before a last line feed."""
    if isinstance(value, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: type[Validator] = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)


@functools.cache
def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file without the ending."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(shared("schemas").glob("*.json"))}


@functools.cache
def inventory_kinds() -> dict[str, list[str]]:
    """The kinds of inventory file, each with the patterns of the places where it may stand, relative to the root."""
    named = {name: schema.get("x-files", []) for name, schema in schemas().items()}
    return {name: files for name, files in named.items() if any(file.startswith("inventory/") for file in files)}


@functools.cache
def validator(kind: str) -> Validator:
    """A validator of one kind. References are resolved beforehand: looking them up takes half of a validation."""
    return _Validator(_resolved(schemas()[kind], kind), format_checker=_FORMATS)


def _resolved(node: Any, home: str) -> Any:
    """A schema without references; what a reference refers to outweighs what stands beside it."""
    if isinstance(node, list):
        return [_resolved(item, home) for item in node]
    if not isinstance(node, dict):
        return node
    own = {key: _resolved(value, home) for key, value in node.items() if key not in ("$ref", "$defs")}
    if "$ref" not in node:
        return own
    file, pointer = node["$ref"].split("#")
    home = file.removesuffix(".json") or home
    target = schemas()[home]
    for token in split_pointer(pointer):
        target = target[token]
    return own | _resolved(target, home)


def bundle(kind: str) -> dict[str, Any]:
    """One schema that needs no other file: shared definitions are embedded as JSON Schema 2020-12 bundles them."""
    schema = dict(schemas()[kind])
    schema["$defs"] = {"definitions": {"$id": "definitions.json", **schemas()["definitions"]}}
    return schema


def problems(document: Document, kind: str) -> Iterator[Problem]:
    """Everything in a document that its schema forbids, each with place, what was found, and what is allowed."""
    for error in validator(kind).iter_errors(document.data):
        yield from _problem(document, error)


def _problem(document: Document, error: jsonschema.ValidationError) -> Iterator[Problem]:
    pointer = join_pointer(list(error.absolute_path))
    where = document.position(pointer)
    found: Any = error.instance
    rule: Any = error.validator_value
    schema = _schema(error)
    match error.validator:
        case "additionalProperties":
            known = list(schema.get("properties", {}))
            for key in found:
                if key not in known:
                    place = document.key_position(pointer + join_pointer([key]))
                    yield Problem(place, f"unknown key {key}", did_you_mean(key, known))
        case "required":
            # jsonschema reports each missing key by itself, and names it in the message alone.
            key = next(key for key in rule if error.message.startswith(repr(key)))
            yield Problem(where, f"lacks the key {key}", f"example: {key}: {_example(schema, key)}")
        case "enum":
            yield Problem(where, f"found {show(found)}", did_you_mean(str(found), [str(item) for item in rule]))
        case "type":
            wanted = rule if isinstance(rule, str) else " or ".join(rule)
            yield Problem(where, f"found {describe(found)}, expected {_TYPES.get(wanted, wanted)}", _advice(error))
        case "pattern" | "maxLength" | "minLength" | "propertyNames" if _is_key(error):
            place = document.key_position(pointer + join_pointer([found]))
            yield Problem(place, f"the key {show(found)} is no {_title(error)}", _advice(error))
        case "pattern" | "format":
            yield Problem(where, f"found {describe(found)}, which is no {_title(error)}", _advice(error))
        case "uniqueItems":
            yield Problem(where, "the list names an entry twice", "write each entry once")
        case "minimum" | "maximum":
            bound = "at least" if error.validator == "minimum" else "at most"
            yield Problem(where, f"found {show(found)}, expected {bound} {rule}", _advice(error))
        case _:
            yield Problem(where, f"{_title(error)}: {error.message[:200]}", _advice(error))


_TYPES = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


def _is_key(error: jsonschema.ValidationError) -> bool:
    return "propertyNames" in error.absolute_schema_path


def _schema(error: jsonschema.ValidationError) -> dict[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def _title(error: jsonschema.ValidationError) -> str:
    title = str(_schema(error).get("title", "such value"))
    return title[0].lower() + title[1:]


def _example(schema: dict[str, Any], key: str) -> str:
    examples = schema.get("properties", {}).get(key, {}).get("examples", ["..."])
    return json.dumps(examples[0], ensure_ascii=False) if not isinstance(examples[0], str) else examples[0]


def _advice(error: jsonschema.ValidationError) -> str:
    schema = _schema(error)
    description = str(schema.get("description", ""))
    examples = ", ".join(json.dumps(item, ensure_ascii=False).strip('"') for item in schema.get("examples", []))
    return " ".join(part for part in (description, f"Example: {examples}" if examples else "") if part)


def show(value: Any) -> str:
    """A value as a message shows it: JSON, cut at 80 characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."


def describe(value: Any) -> str:
    """A value with its kind, as in `the number 30`."""
    match value:
        case None:
            return "nothing"
        case bool() | list() | dict():
            return {bool: show(value), list: "a list", dict: "a mapping"}[type(value)]
        case int() | float():
            return f"the number {show(value)}"
        case _:
            return f"the text {show(value)}"
