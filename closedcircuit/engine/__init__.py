"""Rego engines behind one Protocol: documents in, the answers of every rule out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from closedcircuit.errors import InputError, Position, Problem

ENTRY_POINT = "data.main.report"


@dataclass(frozen=True)
class Answer:
    """What one rule says of one document: the subjects it looked at, and what it found about them."""

    subjects: frozenset[str]
    deny: tuple[Mapping[str, Any], ...]
    unknown: tuple[Mapping[str, Any], ...]
    not_applicable: tuple[Mapping[str, Any], ...]


class Engine(Protocol):
    """Evaluates the policies' entry point. An engine that errs, or a report that is undefined, raises ToolError."""

    name: str

    def evaluate(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Answer]]:
        """To each document {today, declared, observed?, published?} the answers of all rules, by control, in order."""
        ...


def modules(folders: Sequence[Path]) -> dict[str, str]:
    """The Rego sources by path, tests left out; files of one package joined under the path of their folder.

    The embedded engine evaluates a package file by file, and a rule would not see those of a later file: regorus
    answers with less, silently. One module per package has one order, and agrees with OPA.

    `folders` are ours and then a company's own, whose packages are `rules.<family>.<rule>` and none of ours: raises
    InputError for one that would change what our rules say.
    """
    sources: dict[str, str] = {}
    taken: dict[str, Path] = {}
    problems = []
    for folder in folders:
        packages: dict[str, list[Path]] = {}
        for path in sorted(folder.rglob("*.rego")):
            if not path.name.endswith("_test.rego"):
                packages.setdefault(_package(path), []).append(path)
        for package, paths in packages.items():
            shown = [path.relative_to(folder.parent).as_posix() for path in paths]
            if package in taken:
                problems.append(Problem(Position(shown[0]), f"the package {package} a second time", _SHADOW))
            elif folder != folders[0] and not package.startswith("rules."):
                problems.append(Problem(Position(shown[0]), f"the package {package} is no rule", _SHADOW))
            else:
                name = shown[0] if len(paths) == 1 else paths[0].parent.relative_to(folder.parent).as_posix()
                sources[name] = paths[0].read_text("utf-8") + "".join(_body(path, package) for path in paths[1:])
            taken[package] = folder
    if problems:
        raise InputError(problems)
    return sources


_SHADOW = "name a rule of your own otherwise: package rules.<family>.<rule>, with a family that is not ours"


def _package(path: Path) -> str:
    match = _PACKAGE.search(path.read_text("utf-8"))
    if match is None:
        raise InputError([Problem(Position(path.as_posix()), "no package", "write one in the first line")])
    return match[1]


def _body(path: Path, package: str) -> str:
    return "\n" + path.read_text("utf-8").split(f"package {package}\n", 1)[1]


_PACKAGE = re.compile(r"^package ([\w.]+)$", re.MULTILINE)


def answers(report: Mapping[str, Any]) -> dict[str, Answer]:
    """A report as JSON, as answers in a stable order."""
    return {
        control: Answer(
            frozenset(answer["subjects"]),
            *(tuple(sorted(answer[part], key=repr)) for part in ("deny", "unknown", "not_applicable")),
        )
        for control, answer in sorted(report.items())
    }
