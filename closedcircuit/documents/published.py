"""Versions of the policy as they were published: read, verified, and asked which one holds on a day.

A version is a folder `inventory/published/<effective-date>/`. Its `version.json` names every frozen file with its hash
and the hash of its predecessor's `version.json`, so that one hash covers a version and all before it. What comes later
(`seen.jsonl`, `withdrawn.yaml`) stands beside it, outside the hash. `freeze` writes such folders; docs/published.md
tells of them.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit import schema, units, yamlfile
from closedcircuit.documents.words import LANGUAGES, Language
from closedcircuit.errors import InputError, Position, Problem
from closedcircuit.files import read_bytes
from closedcircuit.model import Label, structure

FOLDER = "inventory/published"
MANIFEST = "version.json"
NOTICE = "notice.html"
SIGHTINGS = "seen.jsonl"
WITHDRAWN = "withdrawn.yaml"
STATED = "stated.json"
_OUTSIDE = (MANIFEST, SIGHTINGS, WITHDRAWN)
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(\.[2-9])?")
_MAX_FILE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Approval:
    """Who approved a version, and the hash of what was approved."""

    role: str
    date: datetime.date
    hash: str


@dataclass(frozen=True)
class Link:
    """Names a version by its folder and its hash."""

    folder: str
    hash: str


@dataclass(frozen=True)
class Sighting:
    """What was found under an address where a frozen file is expected. `hash` None: nothing came."""

    time: datetime.datetime
    file: str
    url: str
    status: int | None
    hash: str | None

    @property
    def day(self) -> datetime.date:
        """The day of the look, where it was taken."""
        return self.time.date()


@dataclass(frozen=True)
class Withdrawal:
    """A version that was called off before its effective date."""

    date: datetime.date
    reason: Label


@dataclass(frozen=True)
class Version:
    """One published version. `hash` is that of its manifest; `files` are its frozen files by path.

    `posted` is None for a first version, which needs no notice; an adopted version is older than this program.
    """

    folder: str
    number: str
    effective: datetime.date
    posted: datetime.date | None
    reason: Label
    adopted: bool
    approvals: tuple[Approval, ...]
    predecessor: Link | None
    hash: str
    files: Mapping[str, bytes]
    sightings: tuple[Sighting, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def pages(self) -> dict[str, bytes]:
        """The files that the public reads: all but what only programs need."""
        return {path: content for path, content in self.files.items() if path != STATED}

    @property
    def announced(self) -> bool:
        """Whether it may take effect: it needs no notice, or the notice was seen on the day of its posting and never
        found gone or changed from then until its effect.
        """
        if self.posted is None or self.predecessor is None:
            return True
        return all(self._seen(f"{language}/{NOTICE}", self.posted) for language in LANGUAGES)

    def _seen(self, file: str, posted: datetime.date) -> bool:
        """Whether a file was seen as it was frozen on the day of its posting, and whenever it was looked for since."""
        expected = digest(self.files[file]) if file in self.files else ""
        looks = [look for look in self.sightings if look.file == file and posted <= look.day < self.effective]
        return any(look.day == posted for look in looks) and all(look.hash == expected for look in looks)

    @property
    def policies(self) -> dict[Language, dict[str, Any]]:
        """The structured policy by language, as schemas/policy-text.json describes it; empty for an adopted version."""
        found = {language: self.files.get(f"{language}/policy.json") for language in LANGUAGES}
        return {language: json.loads(content) for language, content in found.items() if content is not None}


@dataclass(frozen=True)
class History:
    """All versions in the order of their folders."""

    versions: tuple[Version, ...] = ()

    @property
    def standing(self) -> tuple[Version, ...]:
        """The versions that were not withdrawn, in the order of their effective dates."""
        return tuple(version for version in self.versions if version.withdrawn is None)

    def in_force(self, day: datetime.date) -> Version | None:
        """The version that holds on a day; None before the first one.

        A version whose notice was not seen, or was gone for a day, does not begin: the one before it goes on.
        """
        begun = (version for version in reversed(self.standing) if version.effective <= day and version.announced)
        return next(begun, None)

    def public(self, day: datetime.date) -> tuple[Version, ...]:
        """The standing versions that the public can read on a day: all but those whose notice is posted later."""
        return tuple(version for version in self.standing if version.posted is None or version.posted <= day)


UNPUBLISHED = History()
"""Before the first version."""


def digest(content: bytes) -> str:
    """The hash of a file as manifests write it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def load(root: Path) -> History:
    """The published versions under `root`, each file read and compared with its hash, and the chain followed.

    Raises InputError with every file that was changed, added or lost, and every broken link.
    """
    base = root / FOLDER
    names = sorted(path.name for path in base.iterdir() if not path.name.startswith(".")) if base.is_dir() else []
    problems = [
        Problem(Position(f"{FOLDER}/{name}"), "is no version", "a version's folder is named by its effective date")
        for name in names
        if not (_NAME.fullmatch(name) and (base / name).is_dir())
    ]
    if problems:
        raise InputError(problems)
    versions = tuple(_version(root, name, problems) for name in names)
    history = History(versions)
    problems += _chain(history)
    if problems:
        raise InputError(problems)
    return history


def as_rules_see(history: History, day: datetime.date) -> dict[str, Any]:
    """The version in force and those to come, each with its dates and the facts that it states by language.

    `in_force` is None where no version holds, or where an adopted one does, of which no facts are known.
    """
    now = history.in_force(day)
    coming = [version for version in history.standing if version.effective > day]
    return {
        "in_force": _as_rules_see(now) if now and now.policies else None,
        "coming": [_as_rules_see(version) for version in coming],
    }


def _as_rules_see(version: Version) -> dict[str, Any]:
    text = {
        language: {"facts": {name: fact["value"] for name, fact in policy["facts"].items()}}
        for language, policy in version.policies.items()
    }
    return {
        "version": version.number,
        "posted": version.posted.isoformat() if version.posted else None,
        "effective": version.effective.isoformat(),
        "text": text,
    }


def parsed(content: bytes, shown: str, kind: str) -> Any:
    """The data of a file (YAML, of which JSON is a part) that keeps its schema. Raises InputError."""
    document = yamlfile.parse(content, shown)
    if problems := list(schema.problems(document, kind)):
        raise InputError(problems)
    return document.data


def _version(root: Path, name: str, problems: list[Problem]) -> Version:
    where = f"{FOLDER}/{name}"
    content = read_bytes(root / where / MANIFEST, f"{where}/{MANIFEST}", _MAX_FILE)
    data = parsed(content, f"{where}/{MANIFEST}", "version")
    effective, predecessor = data["effective"], data["predecessor"]
    if _NAME.fullmatch(name)[1] != effective:  # type: ignore[index]  # load has matched it
        problems.append(Problem(Position(where), f"holds a version in force from {effective}", "name it by that date"))
    present = {path.relative_to(root / where).as_posix() for path in (root / where).rglob("*") if not path.is_dir()}
    problems += [
        Problem(Position(f"{where}/{extra}"), "is no part of the version", "what was published is never added to")
        for extra in sorted(present - set(data["files"]) - set(_OUTSIDE))
    ]
    files = {}
    for path, expected in data["files"].items():
        shown = f"{where}/{path}"
        if path not in present:
            problems.append(Problem(Position(shown), "was published and is gone", "restore it from git"))
        elif digest(found := read_bytes(root / shown, shown, _MAX_FILE)) != expected:
            problems.append(Problem(Position(shown), "differs from what was published", "restore it from git"))
        else:
            files[path] = found
    return Version(
        folder=name,
        number=data["version"],
        effective=units.date(effective),
        posted=units.date(data["posted"]) if data["posted"] else None,
        reason=structure(data["reason"], Label),
        adopted=data.get("adopted", False),
        approvals=tuple(structure(approval, Approval) for approval in data.get("approvals", [])),
        predecessor=structure(predecessor, Link) if predecessor else None,
        hash=digest(content),
        files=files,
        sightings=tuple(_sightings(root, f"{where}/{SIGHTINGS}")) if SIGHTINGS in present else (),
        withdrawn=_withdrawal(root, f"{where}/{WITHDRAWN}") if WITHDRAWN in present else None,
    )


def _chain(history: History) -> Iterator[Problem]:
    """Every link that does not lead to the version before it, with that version's hash."""
    by_folder = {version.folder: version for version in history.versions}
    before: Version | None = None
    for version in history.versions:
        where, link = Position(f"{FOLDER}/{version.folder}/{MANIFEST}"), version.predecessor
        named = by_folder.get(link.folder) if link else None
        if link and (named is None or named.hash != link.hash):
            found = "is another one than" if named else "is gone, unlike"
            yield Problem(
                where, f"its predecessor {link.folder} {found} when this was published", "restore it from git"
            )
        if version.withdrawn:
            continue
        if named != before:
            expected = before.folder if before else "none"
            yield Problem(
                where, f"follows {link.folder if link else 'none'}, expected {expected}", "restore it from git"
            )
        if before and version.effective <= before.effective:
            yield Problem(where, f"begins on the same day as {before.folder}", "one of them has to be withdrawn")
        before = version


def _sightings(root: Path, shown: str) -> Iterator[Sighting]:
    content = read_bytes(root / shown, shown, _MAX_FILE).decode("utf-8", "replace")
    for number, line in enumerate(content.splitlines(), 1):
        try:
            data = json.loads(line)
        except json.JSONDecodeError:
            raise InputError([Problem(Position(shown, number, 1), "no line of JSON", "restore it from git")]) from None
        faults: Sequence[Any] = list(schema.validator("sighting").iter_errors(data))
        if faults:
            raise InputError([Problem(Position(shown, number, 1), f"no sighting: {faults[0].message[:200]}")])
        time = datetime.datetime.fromisoformat(data["time"])
        yield Sighting(time, data["file"], data["url"], data["status"], data["hash"])


def _withdrawal(root: Path, shown: str) -> Withdrawal:
    return structure(parsed(read_bytes(root / shown, shown, _MAX_FILE), shown, "withdrawn"), Withdrawal)
