"""Freeze a version of the policy into `inventory/published/`: whole or not at all, and never twice differently."""

from __future__ import annotations

import datetime
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from closedcircuit.documents import published
from closedcircuit.documents.published import FOLDER, MANIFEST, Approval, History, Version, digest
from closedcircuit.errors import Refusal, ToolError
from closedcircuit.files import json_text, write_bytes
from closedcircuit.model import Label

_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Edition:
    """What is to be frozen: the fields of `Version` that its makers decide, and the files by path."""

    number: str
    effective: datetime.date
    posted: datetime.date | None
    reason: Label
    files: Mapping[str, bytes]
    adopted: bool = False
    approvals: tuple[Approval, ...] = ()


def freeze(root: Path, edition: Edition) -> Version:
    """Freeze an edition as the successor of the latest standing version, and return it.

    The folder appears by one rename, when everything in it is on the disk: a run that is killed leaves nothing that
    `published.load` sees, and can be run again. Freezing the same edition again changes nothing. Raises Refusal where
    another version begins on that day or later, or where another run is at work; InputError where what was published
    before has been changed, or the edition does not keep schemas/version.json.
    """
    base = root / FOLDER
    with _alone(base):
        history = published.load(root)
        same_day = [version for version in history.standing if version.effective == edition.effective]
        earlier = [version for version in history.standing if version not in same_day]
        manifest = _manifest(edition, earlier[-1] if earlier else None)
        if same_day and same_day[0].hash == digest(manifest):
            return same_day[0]
        if same_day or (earlier and earlier[-1].effective > edition.effective):
            other = (same_day or earlier)[-1]
            raise Refusal(f"version {other.number} is in force from {other.effective}, which is published already")
        unfinished = base / _UNFINISHED
        shutil.rmtree(unfinished, ignore_errors=True)
        for path, content in {**edition.files, MANIFEST: manifest}.items():
            write_bytes(unfinished / path, content)
        name = folder(history, edition.effective)
        try:
            unfinished.rename(base / name)
            _sync(base)
        except OSError as error:
            raise ToolError(f"{base / name}: cannot be written: {error.strerror}") from error
        return next(version for version in published.load(root).versions if version.folder == name)


def _manifest(edition: Edition, before: Version | None) -> bytes:
    data = {
        "format": 1,
        "version": edition.number,
        "effective": edition.effective.isoformat(),
        "posted": edition.posted.isoformat() if edition.posted else None,
        "reason": asdict(edition.reason),
        "adopted": edition.adopted,
        "approvals": [{**asdict(approval), "date": approval.date.isoformat()} for approval in edition.approvals],
        "predecessor": {"folder": before.folder, "hash": before.hash} if before else None,
        "files": {path: digest(content) for path, content in sorted(edition.files.items())},
    }
    manifest = json_text(data).encode()
    published.parsed(manifest, f"{FOLDER}/{edition.effective}/{MANIFEST}", "version")
    return manifest


def folder(history: History, effective: datetime.date) -> str:
    """The folder of the next version: its effective date, with `.2` and so on where versions of it were withdrawn.

    Raises Refusal where all of those are taken.
    """
    taken = {version.folder for version in history.versions}
    names = [effective.isoformat(), *(f"{effective}.{number}" for number in range(2, 10))]
    for name in names:
        if name not in taken:
            return name
    raise Refusal(f"{len(names)} versions with the effective date {effective} were withdrawn; choose another date")


@contextmanager
def _alone(base: Path) -> Iterator[None]:
    """Hold the folder for one run; the lock goes with the process, however it ends."""
    try:
        base.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise ToolError(f"{base}: cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"another run is writing to {base}; wait for it") from None
        yield
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
