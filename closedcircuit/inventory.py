"""Load and validate an inventory: files in, a typed value with the place of every node out.

All problems of all files are collected before any is raised. What the schemas accept is structured (`model`), and its
references are checked (`references`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from closedcircuit import model, references, schema
from closedcircuit.errors import InputError, Position, Problem, ToolError, did_you_mean, no_such
from closedcircuit.yamlfile import Document, join_pointer, split_pointer
from closedcircuit.yamlfile import load as load_yaml

REQUIRED = {"organization": "inventory/organization.yaml", "policy": "inventory/policy.yaml"}
REQUIRED_PER_SITE = ("site", "cameras")
_OF_ALL = (*REQUIRED, "revision")
Key = tuple[str | None, str]
"""A document's place: the site's id (None for the organization's own files) and the kind."""


@dataclass(frozen=True)
class Inventory:
    """A valid inventory. `documents` holds the plain data with positions, by site and kind."""

    root: Path
    organization: model.Organization
    policy: model.Policy
    sites: Mapping[str, model.Site]
    documents: Mapping[Key, Document]
    revision: model.Revision | None = None

    def select(self, ids: Iterable[str]) -> list[model.Site]:
        """The sites with these ids, or all of them where none is named. Raises InputError for an unknown id."""
        wanted = list(dict.fromkeys(ids))
        unknown = [no_such("site", name, list(self.sites)) for name in wanted if name not in self.sites]
        if unknown:
            raise InputError(unknown)
        return [self.sites[name] for name in wanted] or list(self.sites.values())

    def with_documents(self, documents: Mapping[Key, Document]) -> Inventory:
        """The same inventory of other data, which its schemas accept."""
        return _structure(self.root, documents)

    def data(self, site: str | None, kind: str) -> Any:
        """The plain data of a document; an empty mapping where the file lacks."""
        document = self.documents.get((site, kind))
        return {} if document is None else document.data

    def position(self, pointer: str, site: str | None) -> Position:
        """Where a JSON pointer into `declared` leads: the node's value, or the node that lacks it."""
        kind, *rest = split_pointer(pointer) or [""]
        if kind == "sites" and rest:  # as rules across sites see it: /sites/<id>/<kind>/...
            site, kind, *rest = [*rest, "site"] if len(rest) == 1 else rest
        document = self.documents.get((None, kind) if kind in _OF_ALL else (site, kind))
        if document is None:
            name = f"{kind}.yaml"
            return Position(f"inventory/sites/{site}/{name}" if site else f"inventory/{name}")
        return document.position(join_pointer(rest))


def load(root: Path, only: str | None = None) -> Inventory:
    """The inventory under `root`, or of its sites `only` one, so that what handles one site reads no other.

    Raises InputError with every problem of every file, or ToolError where no inventory is.
    """
    if not (root / "inventory").is_dir():
        raise ToolError(f"{root / 'inventory'}: no such folder; run in the repository's folder, or name it by --root")
    problems: list[Problem] = []
    documents: dict[Key, Document] = {}
    for key, shown in _files(root, problems):
        if only is not None and key[0] not in (None, only):
            continue
        try:
            document = load_yaml(root / shown, shown)
        except InputError as error:
            problems.extend(error.problems)
            continue
        found = list(schema.problems(document, key[1]))
        problems.extend(found)
        if not found:
            documents[key] = document
    if problems:
        raise InputError(problems)
    inventory = _structure(root, documents)
    problems = list(references.problems(inventory.organization, inventory.sites, documents))
    if problems:
        raise InputError(problems)
    return inventory


def _structure(root: Path, documents: Mapping[Key, Document]) -> Inventory:
    sites = {}
    for folder in sorted({site for site, _ in documents if site is not None}):
        data = documents[folder, "site"].data | {"cameras": documents[folder, "cameras"].data}
        sites[folder] = model.structure(data, model.Site)
    organization = model.structure(documents[None, "organization"].data, model.Organization)
    policy = model.structure(documents[None, "policy"].data, model.Policy)
    found = documents.get((None, "revision"))
    revision = model.structure(found.data, model.Revision) if found else None
    return Inventory(root, organization, policy, sites, documents, revision)


def _files(root: Path, problems: list[Problem]) -> list[tuple[Key, str]]:
    """Every YAML file with its key, in order; what stands in the wrong place or lacks is a problem."""
    found: dict[Key, str] = {}

    def unreadable(error: OSError) -> None:
        shown = Path(str(error.filename)).relative_to(root).as_posix()
        problems.append(Problem(Position(shown), f"cannot be read: {error.strerror}"))

    for place, folders, names in os.walk(root / "inventory", onerror=unreadable):
        if Path(place) == root / "inventory" and "published" in folders:
            folders.remove("published")  # what commands froze: documents.published reads it
        for name in sorted(names + folders):
            if name.startswith(".") or not name.endswith((".yaml", ".yml")):
                continue
            shown = Path(place, name).relative_to(root).as_posix()
            if key := _key(shown):
                found[key] = shown
            else:
                problems.append(_misplaced(shown))
    sites = sorted(path.name for path in root.glob("inventory/sites/*/"))
    wanted: list[tuple[str | None, str, str]] = [(None, kind, shown) for kind, shown in REQUIRED.items()]
    wanted += [(site, kind, f"inventory/sites/{site}/{kind}.yaml") for site in sites for kind in REQUIRED_PER_SITE]
    for site, kind, shown in wanted:
        if (site, kind) not in found:
            problems.append(Problem(Position(shown), "no such file", "every inventory and every site needs it"))
    if not sites:
        advice = "`closedcircuit new SITE` writes the first one"
        problems.append(Problem(Position("inventory/sites"), "no site", advice))
    return sorted(found.items(), key=lambda item: item[1])


def _key(shown: str) -> Key | None:
    parts = shown.split("/")
    for kind, patterns in schema.inventory_kinds().items():
        for pattern in patterns:
            if len(parts) == len(pattern.split("/")) and fnmatchcase(shown, pattern):
                return (parts[2] if parts[1] == "sites" else None, kind)
    return None


def _misplaced(shown: str) -> Problem:
    patterns = sorted(pattern for patterns in schema.inventory_kinds().values() for pattern in patterns)
    if shown.endswith(".yml"):
        return Problem(Position(shown), "is never read", "name it .yaml")
    return Problem(Position(shown), "no kind of inventory file", did_you_mean(shown, patterns))
