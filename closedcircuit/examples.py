"""Good and bad examples beside each rule: tests of the rule, and the documentation of its control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit import schema, yamlfile
from closedcircuit.errors import InputError

ENDING = ".examples.yaml"


@dataclass(frozen=True)
class Example:
    """One case: what it shows, what the rule is given, and, of a bad one, the finding it answers with."""

    about: str
    given: dict[str, Any]
    finding: dict[str, Any] | None

    def document(self, today: str) -> dict[str, Any]:
        """What the rule sees: a day, and a site of the id `s` unless the example is about a company's sites."""
        declared = self.given.get("declared", {})
        if "sites" not in declared:
            declared = declared | {"site": {"id": "s"} | declared.get("site", {})}
        return {"today": today} | self.given | {"declared": declared}


@dataclass(frozen=True)
class Examples:
    """The examples of one rule."""

    good: tuple[Example, ...]
    bad: tuple[Example, ...]


def load(folders: Sequence[Path]) -> dict[str, Examples]:
    """The examples of every rule that has some, by the control's family and number, as in `RET-02`.

    Raises InputError where a file breaks its schema.
    """
    found = {}
    for folder in folders:
        for path in sorted(folder.glob(f"rules/*/*{ENDING}")):
            document = yamlfile.load(path, path.relative_to(folder.parent).as_posix())
            problems = list(schema.problems(document, "examples"))
            if problems:
                raise InputError(problems)
            name = path.name.removesuffix(ENDING).upper().replace("_", "-")
            found[name] = Examples(*(tuple(map(_example, document.data[kind])) for kind in ("good", "bad")))
    return found


def _example(entry: dict[str, Any]) -> Example:
    return Example(entry["about"], entry["given"], entry.get("finding"))
