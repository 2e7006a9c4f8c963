"""The law as data: controls, their numbers, and the version of each text in force on a day.

Read from `policies/controls/<jurisdiction>/`: `law.yaml`, `parameters.yaml`, and one file per family.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit import schema
from closedcircuit.errors import InputError, Position, Problem, did_you_mean
from closedcircuit.model import Label
from closedcircuit.resources import shared
from closedcircuit.yamlfile import Document
from closedcircuit.yamlfile import load as load_yaml

FORCES = ("ACT", "DECREE", "GOSI", "GL", "GUIDE", "SELF", "DESIGN")
"""From the most binding to the least: statute, decree, binding notice, guideline, guide book, own promise, design."""
BINDING = FORCES[:3]
CITED = ("act", "decree", "safety_standard", "guidelines")
"""The texts whose version every report names."""
Parameter = float | bool | list[Any]


@dataclass(frozen=True)
class Attestable:
    """What a person witnesses: for how many days it counts, and JSON pointers to the facts witnessed."""

    period: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Control:
    """One thing that must hold, as the law of a day has it. `citation` names every provision with its version."""

    id: str
    statement: Label
    rationale: Label
    finding: Label
    remediation: Label
    force: str
    citation: str
    subject: str
    scope: str
    gate: str
    evidence: tuple[str, ...]
    decided_by: str
    parameters: tuple[str, ...]
    confidence: str
    attestation: Attestable | None
    not_applicable: Label | None
    counsel: Label | None

    @property
    def family(self) -> str:
        return self.id.split("-")[1]


@dataclass(frozen=True)
class Catalogue:
    """Controls by id, parameters by name, and the four cited laws, all as in force on one day.

    `dormant` are the controls that are not asked on that day.
    """

    controls: Mapping[str, Control]
    dormant: frozenset[str]
    parameters: Mapping[str, Parameter]
    law: Mapping[str, str | None]


def load(jurisdiction: str, today: datetime.date, overrides: Mapping[str, Any], where: Document) -> Catalogue:
    """The catalogue of a jurisdiction on a day.

    `overrides` are the company's own values, from the document `where` under `/parameters`. Raises InputError for an
    unknown jurisdiction or parameter, and for a company value looser than a statute, decree or notice allows.
    """
    folder = shared("policies") / "controls" / jurisdiction
    if not folder.is_dir():
        known = sorted(path.name for path in folder.parent.iterdir() if path.is_dir())
        position = Position("inventory/organization.yaml")
        raise InputError([Problem(position, f"no controls of the jurisdiction {jurisdiction}", ", ".join(known))])
    law = _read(folder / "law.yaml", "law").data
    numbers = _read(folder / "parameters.yaml", "parameters").data
    families = [_read(path, "controls") for path in sorted(folder.glob("*.yaml")) if path.stem not in _NOT_FAMILIES]
    parameters = {name: value for name, entry in numbers.items() if (value := _value(entry, today)) is not None}
    problems = list(_override(parameters, numbers, overrides, where))
    if problems:
        raise InputError(problems)
    entries = {key: entry for family in families for key, entry in family.data.items()}
    controls = {key: _control(key, entry, law, today) for key, entry in entries.items() if _holds(entry, today)}
    problems = list(_missing_parameters(controls.values(), parameters, folder))
    if problems:
        raise InputError(problems)
    return Catalogue(
        controls,
        frozenset(entries.keys() - controls.keys()),
        parameters,
        {name: _version(law[name], today) for name in CITED},
    )


_NOT_FAMILIES = ("law", "parameters")


def _read(path: Path, kind: str) -> Document:
    document = load_yaml(path, path.relative_to(shared("policies").parent).as_posix())
    problems = list(schema.problems(document, kind))
    if problems:
        raise InputError(problems)
    return document


def _holds(entry: Mapping[str, Any], today: datetime.date) -> bool:
    day = today.isoformat()
    return bool(entry.get("from", day) <= day < entry.get("until", "9999-12-31"))


def _value(entry: Mapping[str, Any], today: datetime.date) -> Parameter | None:
    return next((value["value"] for value in entry["values"] if _holds(value, today)), None)


def _version(text: Mapping[str, Any], today: datetime.date) -> str | None:
    version = next((version for version in text["versions"] if _holds(version, today)), None)
    if version is None:
        return None
    since = f" (in force {version['from']})" if "from" in version else ""
    return f"{version['number']['en']}{since}"


def _override(
    parameters: dict[str, Parameter], numbers: Mapping[str, Any], overrides: Mapping[str, Any], where: Document
) -> Iterator[Problem]:
    for name, value in overrides.items():
        position = where.position(f"/parameters/{name}")
        if name not in parameters:
            position = where.key_position(f"/parameters/{name}")
            yield Problem(position, f"no parameter {name}", did_you_mean(name, list(parameters)))
            continue
        entry, law = numbers[name], parameters[name]
        if isinstance(value, list) is not isinstance(law, list):
            yield Problem(position, f"found {schema.describe(value)}", f"the parameter holds {schema.show(law)}")
        elif entry["force"] in BINDING and not _as_strict(value, law, entry["stricter"]):
            message = f"{name}: {schema.show(value)} is looser than {schema.show(law)}, which the law sets"
            yield Problem(position, message, f"force {entry['force']}; {_DIRECTION[entry['stricter']]}")
        else:
            parameters[name] = value


_DIRECTION = {
    "lower": "only a lower number may be set",
    "higher": "only a higher number may be set",
    "subset": "entries may only be taken away",
    "superset": "entries may only be added",
    "none": "it cannot be changed",
}


def _as_strict(value: Any, law: Any, stricter: str) -> bool:
    match stricter:
        case "lower":
            return bool(value <= law)
        case "higher":
            return bool(value >= law)
        case "subset":
            return set(value) <= set(law)
        case "superset":
            return set(value) >= set(law)
        case _:
            return bool(value == law)


def _missing_parameters(
    controls: Iterable[Control], parameters: Mapping[str, Parameter], folder: Path
) -> Iterator[Problem]:
    """A number that has no value today would let a rule pass unseen."""
    for control in controls:
        for name in (*control.parameters, *((control.attestation.period,) if control.attestation else ())):
            if name not in parameters:
                shown = folder.relative_to(shared("policies").parent).as_posix()
                yield Problem(Position(f"{shown}/parameters.yaml"), f"{control.id} reads {name}, which has no value")


def _control(key: str, entry: Mapping[str, Any], law: Mapping[str, Any], today: datetime.date) -> Control:
    parts = [part for part in entry["basis"] if _holds(part, today)]
    attestation = entry.get("attestation")
    return Control(
        id=key,
        statement=Label(**entry["statement"]),
        rationale=Label(**entry["rationale"]),
        finding=Label(**entry["finding"]),
        remediation=Label(**entry["remediation"]),
        force=min((part["force"] for part in parts), key=FORCES.index),
        citation="; ".join(_cite(parts, law, today)),
        subject=entry["subject"],
        scope=entry["scope"],
        gate=entry["gate"],
        evidence=tuple(entry["evidence"]),
        decided_by=entry["decided_by"],
        parameters=tuple(entry["parameters"]),
        confidence=entry["confidence"],
        attestation=Attestable(attestation["period"], tuple(attestation["facts"])) if attestation else None,
        not_applicable=Label(**entry["not_applicable"]) if "not_applicable" in entry else None,
        counsel=Label(**entry["counsel"]) if "counsel" in entry else None,
    )


def _cite(parts: Iterable[Mapping[str, Any]], law: Mapping[str, Any], today: datetime.date) -> Iterator[str]:
    """One string per text, its articles joined: `... Protection Act (Act No. 21445) Art. 25(4), 29`."""
    articles: dict[str, list[str]] = {}
    for part in parts:
        articles.setdefault(part["law"], []).append(part["article"])
    for key, places in articles.items():
        text = law[key]
        version = next((version["number"]["en"] for version in text["versions"] if _holds(version, today)), None)
        number = version or f"no version known on {today}"
        named = [place for place in dict.fromkeys(places) if place != "-"]
        word = "Art. " if named and named[0][0].isdigit() else ""
        yield f"{text['name']['en']} ({number}) {word}{', '.join(named)}".rstrip()
