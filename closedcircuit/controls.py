"""The law as data: controls, their numbers, and the version of each text in force on a day.

Read from `policies/controls/<jurisdiction>/`: `law.yaml`, `parameters.yaml`, and one file per family.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit import schema
from closedcircuit.errors import InputError, Position, Problem, did_you_mean
from closedcircuit.model import Label
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
class Coming:
    """A version of a law that comes into force soon, and the controls whose statement or parameters it changes."""

    name: Label
    number: Label
    start: datetime.date
    changes: Label | None
    controls: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Controls by id, parameters by name, and the four cited laws, all as in force on one day.

    `dormant` are the controls that are not asked on that day, `coming` the versions of laws that come into force soon.
    """

    controls: Mapping[str, Control]
    dormant: frozenset[str]
    parameters: Mapping[str, Parameter]
    law: Mapping[str, str | None]
    coming: tuple[Coming, ...]


def load(
    folders: Sequence[Path], jurisdiction: str, today: datetime.date, overrides: Mapping[str, Any], where: Document
) -> Catalogue:
    """The catalogue of a jurisdiction on a day.

    `folders` are our policies and then a company's own, whose controls, parameters and laws are added to ours and may
    replace none. `overrides` are the company's values, from the document `where` under `/parameters`.

    Raises InputError for an unknown jurisdiction or parameter, for an id that ours has, and for a company value looser
    than a statute, decree or notice allows.
    """
    books = _read(folders, jurisdiction)
    law, numbers, entries = books["law"], books["parameters"], books["controls"]
    parameters = _in_force(numbers, today, overrides, where)
    controls = {key: _control(key, entry, law, today) for key, entry in entries.items() if _holds(entry, today)}
    problems = list(_missing_parameters(controls.values(), parameters))
    if problems:
        raise InputError(problems)
    return Catalogue(
        controls,
        frozenset(entries.keys() - controls.keys()),
        parameters,
        {name: _version(law[name], today) for name in CITED},
        tuple(_coming(law, numbers, entries, today)),
    )


def parameters(
    folders: Sequence[Path], jurisdiction: str, today: datetime.date, overrides: Mapping[str, Any], where: Document
) -> dict[str, Parameter]:
    """The parameters of the catalogue alone, for whoever sets by them what the controls ask. As `load`."""
    return _in_force(_read(folders, jurisdiction, "parameters")["parameters"], today, overrides, where)


def _in_force(
    numbers: Mapping[str, Any], today: datetime.date, overrides: Mapping[str, Any], where: Document
) -> dict[str, Parameter]:
    """The values of a day, those of the company before those of the law."""
    values = {name: value for name, entry in numbers.items() if (value := _value(entry, today)) is not None}
    if problems := list(_override(values, numbers, overrides, where)):
        raise InputError(problems)
    return values


def _read(folders: Sequence[Path], jurisdiction: str, files: str = "*") -> dict[str, dict[str, Any]]:
    """The entries of all law, parameters and controls files; an id that stands twice is a problem."""
    if not (folders[0] / "controls" / jurisdiction).is_dir():
        known = [path.name for path in sorted((folders[0] / "controls").iterdir()) if path.is_dir()]
        message = f"no controls of the jurisdiction {jurisdiction}"
        raise InputError([Problem(Position("inventory/organization.yaml"), message, did_you_mean(jurisdiction, known))])
    books: dict[str, dict[str, Any]] = {"law": {}, "parameters": {}, "controls": {}}
    places: dict[tuple[str, str], Position] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted((folder / "controls" / jurisdiction).glob(f"{files}.yaml")):
            kind = path.stem if path.stem in books else "controls"
            shown = path.relative_to(folder.parent).as_posix()
            document, faults = _file(path, shown, kind, path.stat().st_mtime_ns)
            problems += faults
            for key, entry in {} if faults else document.data.items():
                place = document.key_position(f"/{key}")
                if (kind, key) in places:
                    problems.append(Problem(place, f"{key} a second time", f"{places[kind, key]} has it"))
                places.setdefault((kind, key), place)
                books[kind].setdefault(key, entry)
    if problems:
        raise InputError(problems)
    return books


@functools.lru_cache(maxsize=256)
def _file(path: Path, shown: str, kind: str, _changed: int) -> tuple[Document, tuple[Problem, ...]]:
    """A file and its faults; a process that judges more than once, as `preview` does, reads it once while it stays."""
    document = load_yaml(path, shown)
    return document, tuple(schema.problems(document, kind))


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


def _missing_parameters(controls: Iterable[Control], parameters: Mapping[str, Parameter]) -> Iterator[Problem]:
    """A number that has no value today would let a rule pass unseen."""
    for control in controls:
        for name in (*control.parameters, *((control.attestation.period,) if control.attestation else ())):
            if name not in parameters:
                yield Problem(Position(control.id), f"reads {name}, which has no value", "write it to parameters.yaml")


def _coming(
    law: Mapping[str, Any], numbers: Mapping[str, Any], entries: Mapping[str, Any], today: datetime.date
) -> Iterator[Coming]:
    """The versions of laws that come into force within the warning time, with what they change here."""
    days = _value(numbers["law_warning_days"], today)
    last = today + datetime.timedelta(days=days if isinstance(days, int) else 0)
    for text in law.values():
        for version in text["versions"]:
            start = datetime.date.fromisoformat(version.get("from", "0001-01-01"))
            if today < start <= last:
                before, after = (_asked(numbers, entries, day) for day in (start - datetime.timedelta(days=1), start))
                changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
                name, number = Label(**text["name"]), Label(**version["number"])
                changes = Label(**version["changes"]) if "changes" in version else None
                yield Coming(name, number, start, changes, tuple(sorted(changed)))


def _asked(numbers: Mapping[str, Any], entries: Mapping[str, Any], day: datetime.date) -> dict[str, Any]:
    """What every control in force on a day asks: its statement, and the values of its parameters."""
    return {
        key: (_statement(entry, day), [_value(numbers[name], day) for name in entry["parameters"]])
        for key, entry in entries.items()
        if _holds(entry, day)
    }


def _statement(entry: Mapping[str, Any], day: datetime.date) -> Mapping[str, str]:
    """The statement in force on a day: the last amendment that has begun, else the first wording."""
    amended = [change for change in entry.get("amendments", []) if change["from"] <= day.isoformat()]
    statement: Mapping[str, str] = amended[-1]["statement"] if amended else entry["statement"]
    return statement


def _control(key: str, entry: Mapping[str, Any], law: Mapping[str, Any], today: datetime.date) -> Control:
    parts = [part for part in entry["basis"] if _holds(part, today)]
    attestation = entry.get("attestation")
    return Control(
        id=key,
        statement=Label(**_statement(entry, today)),
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
        unit = "section " if text.get("divided_into") == "sections" else "Art. "
        word = unit if named and named[0][0].isdigit() else ""
        yield f"{text['name']['en']} ({number}) {word}{', '.join(named)}".rstrip()
