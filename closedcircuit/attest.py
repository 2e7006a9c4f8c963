"""Writing an attestation: what a person witnessed, appended to the file of the place, with the hash of the facts."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from closedcircuit import attestations, references, schema, yamlfile
from closedcircuit.controls import Catalogue
from closedcircuit.errors import InputError, Position, Problem, no_such
from closedcircuit.files import read_bytes, write_text
from closedcircuit.inventory import Inventory
from closedcircuit.verdict import declared_of

_MODELINE = "# yaml-language-server: $schema={up}schemas/attestations.json\n"
_MAX_PHOTO = 64 * 1024 * 1024


def attest(
    inventory: Inventory,
    catalogue: Catalogue,
    subject: str,
    control: str,
    day: datetime.date,
    entry: Mapping[str, Any],
) -> tuple[Position, str]:
    """Append an attestation and return its place and its id; `entry` holds what the person says (`by`, `note`, ...).

    Raises InputError for an unknown control or subject, for a control that needs no attestation or is about another
    kind of subject, and for an entry that its schema refuses; nothing is written then.
    """
    rule = catalogue.controls.get(control)
    if rule is None:
        raise InputError([no_such("control", control, list(catalogue.controls))])
    if rule.attestation is None:
        raise InputError([Problem(Position(control), "needs no attestation", "a rule decides it, or it is not asked")])
    place = _place(subject)
    known = [] if place and place not in inventory.sites else list(references.subjects(place, inventory.documents))
    if subject not in known:
        kinds = [name for name in known if name.split("/")[0] == rule.subject]
        raise InputError([no_such("subject", subject, kinds or list(inventory.sites))])
    if subject.split("/")[0] != rule.subject:
        message = f"{control} is about each {rule.subject}, not about a {subject.split('/')[0]}"
        raise InputError([Problem(Position(subject), message)])
    site = inventory.sites[place] if place else None
    facts = attestations.facts_hash(rule, subject, declared_of(inventory, site))
    whole = {"control": control, "subject": subject, "date": day.isoformat(), **entry, "facts": facts}
    folder = f"inventory/sites/{place}" if place else "inventory"
    shown = f"{folder}/attestations.yaml"
    path = inventory.root / shown
    text = path.read_text("utf-8") if path.exists() else _MODELINE.format(up="../../../" if place else "../")
    key = _free_id(f"{control.removeprefix('CCTV-').lower()}-{subject.split('/')[-1]}-{day}", text)
    text = _appended(text, key, whole)
    document = yamlfile.parse(text.encode("utf-8"), shown)
    problems = list(schema.problems(document, "attestations"))
    if problems:
        raise InputError(problems)
    write_text(path, text)
    return document.key_position(f"/{key}"), key


def photo_hash(path: Path) -> str:
    """The hash by which a photograph, which stays outside git, is known. Raises InputError where it cannot be read."""
    return "sha256:" + hashlib.sha256(read_bytes(path, str(path), _MAX_PHOTO)).hexdigest()


def _place(subject: str) -> str | None:
    parts = subject.split("/")
    return parts[1] if len(parts) > 1 and parts[1] != "organization" else None


def _free_id(wanted: str, text: str) -> str:
    key, number = wanted, 1
    while f"\n{key}:" in text:
        number += 1
        key = f"{wanted}-{number}"
    return key


def _appended(text: str, key: str, entry: Mapping[str, Any]) -> str:
    """The file with one more entry, before which an empty mapping gives way. Values are JSON, which is YAML."""
    kept = "".join(line for line in text.splitlines(keepends=True) if line.strip() != "{}")
    lines = [f"{key}:", *(f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items())]
    return kept.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"
