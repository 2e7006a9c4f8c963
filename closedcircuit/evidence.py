"""Evidence from outside the inventory: files that `observe` and `published` write, read strictly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from closedcircuit import schema, yamlfile
from closedcircuit.errors import InputError


def read(path: Path | None, kind: str) -> dict[str, Any] | None:
    """The data of an evidence file (YAML, of which JSON is a part), or None where no file is named.

    `kind` is the schema it must keep. Raises InputError with every problem.
    """
    if path is None:
        return None
    document = yamlfile.load(path, str(path))
    problems = list(schema.problems(document, kind))
    if problems:
        raise InputError(problems)
    data: dict[str, Any] = document.data
    return data
