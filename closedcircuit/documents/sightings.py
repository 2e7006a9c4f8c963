"""What was found where a notice should be, written down beside the version that it announces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from closedcircuit.documents.homepage import Entry
from closedcircuit.documents.live import Look
from closedcircuit.documents.published import FOLDER, NOTICE, SIGHTINGS, Version, digest
from closedcircuit.documents.words import LANGUAGES
from closedcircuit.files import write_bytes


def record(root: Path, entries: Iterable[Entry], found: Iterable[Look]) -> list[Path]:
    """Append a line to seen.jsonl for every notice that runs; the files that grew.

    Where nobody answered, nothing was seen. Before a notice was seen once, that it is not there says nothing either:
    it may not have been put there yet.
    """
    looks = {look.path: look for look in found}
    written = []
    for entry in entries:
        lines = list(_lines(entry, looks)) if entry.state == "announced" else []
        if lines:
            path = root / FOLDER / entry.version.folder / SIGHTINGS
            before = path.read_bytes() if path.exists() else b""
            write_bytes(path, before + "".join(lines).encode())
            written.append(path)
    return written


def _lines(entry: Entry, looks: Mapping[str, Look]) -> Iterator[str]:
    for language in LANGUAGES:
        file = f"{language}/{NOTICE}"
        look = looks.get(f"{entry.address}/{file}")
        if look and look.same is not None and (look.same or _was_seen(entry.version, file)):
            sighting = {
                "time": look.time.isoformat(timespec="seconds"),
                "file": file,
                "url": look.answer.url,
                "status": look.answer.status,
                "hash": look.hash if look.answer.status == 200 else None,
            }
            yield json.dumps(sighting, ensure_ascii=False) + "\n"


def _was_seen(version: Version, file: str) -> bool:
    return any(sighting.file == file and sighting.hash == digest(version.files[file]) for sighting in version.sightings)
