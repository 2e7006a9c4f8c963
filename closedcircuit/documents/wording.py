"""The policy's wording: the templates of an inventory, and the text that they give today.

Rules see it as `declared.text`, so that what the page would say is judged before it is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import PolicyText, as_rules_see, to_json
from closedcircuit.documents.words import LANGUAGES, Language
from closedcircuit.errors import InputError, Position, Problem, ToolError
from closedcircuit.files import read_bytes
from closedcircuit.inventory import Inventory
from closedcircuit.yamlfile import split_pointer

_MAX_TEMPLATE = 1024 * 1024


@dataclass(frozen=True)
class Wording:
    """The policy in every language, and the templates it came from."""

    texts: Mapping[Language, PolicyText]
    sources: Mapping[Language, Source]
    inventory: Inventory

    def declared(self) -> dict[str, Any]:
        """What rules see: by language the version, the effective date, plain text by section, and facts by id."""
        return {language: as_rules_see(to_json(text, draft=False)) for language, text in self.texts.items()}

    def position(self, pointer: str) -> Position:
        """Where a pointer leads: `/text/ko/sections/requests` to the line of the template with that tag, and one that
        ends in `/facts/<id>` to what the inventory says.
        """
        fact = self.texts["ko"].facts.get(pointer.rpartition("/facts/")[2])
        if fact is not None:
            site, place = fact.stands_on[0]
            return self.inventory.position(place, site)
        _, language, *rest = [*split_pointer(pointer), "ko"]
        source = self.sources[language if language in LANGUAGES else "ko"]
        for number, line in enumerate(source.text.splitlines(), 1):
            if rest[1:] and f"{{#{rest[1]}}}" in line:
                return Position(source.name, number, 1)
        return Position(source.name)


def wording(inventory: Inventory, templates: Sequence[Path]) -> Wording:
    """The wording of an inventory; of the folders `templates` the first that holds a file wins.

    Raises InputError for a fault of a template, ToolError where none of the folders holds one.
    """
    sources = {language: source(f"policy/{language}.md", templates) for language in LANGUAGES}
    return Wording(policies(statement(inventory), sources), sources, inventory)


def source(name: str, templates: Sequence[Path]) -> Source:
    """A template by name from the first folder that holds it. Raises as `wording`."""
    for folder in templates:
        path = folder / name
        if path.exists():
            shown = path.as_posix()
            try:
                return Source(shown, read_bytes(path, shown, _MAX_TEMPLATE).decode("utf-8").replace("\r\n", "\n"))
            except UnicodeDecodeError as error:
                raise InputError([Problem(Position(shown), "not UTF-8", "save the file as UTF-8")]) from error
    raise ToolError(f"no template {name} in {', '.join(str(folder) for folder in templates) or 'any folder'}")
