"""What was published stays: a comparison of published versions with an earlier revision of the repository."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from closedcircuit.documents.published import FOLDER, SIGHTINGS, WITHDRAWN
from closedcircuit.errors import InputError, Position, Problem, ToolError


def unchanged_since(root: Path, revision: str) -> None:
    """Raise InputError with every published file that is other than at a revision of git, or is gone.

    Only sightings may have grown and a withdrawal may have come. Hashes alone would not show a history that was written
    anew as a whole. Raises ToolError where git does not know the revision.
    """
    if problems := list(_problems(root, revision)):
        raise InputError(problems)


def _problems(root: Path, revision: str) -> Iterator[Problem]:
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    tree = f"{revision}^{{commit}}"
    listing = _git(root, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree, f"{prefix}{FOLDER}/")
    before = {}
    for line in filter(None, listing.split(b"\0")):
        entry, _, name = line.partition(b"\t")
        before[name.decode("utf-8", "surrogateescape").removeprefix(prefix)] = entry.split()[2].decode()
    there = [shown for shown in before if (root / shown).is_file()]
    asked = "".join(f"{(root / shown).resolve()}\n" for shown in there).encode("utf-8", "surrogateescape")
    hashes = _git(root, "hash-object", "--no-filters", "--stdin-paths", said=asked).decode().split()
    now = dict(zip(there, hashes, strict=True))
    for shown, blob in before.items():
        path = root / shown
        if now.get(shown) == blob or (shown in now and path.name == SIGHTINGS and _grew(root, path, blob)):
            continue
        found = "is another one than" if shown in now else "is gone, unlike"
        what = "may grow at its end only" if path.name in (SIGHTINGS, WITHDRAWN) else "restore it from git"
        yield Problem(Position(shown), f"{found} at {revision}, when it was published already", what)


def _grew(root: Path, path: Path, blob: str) -> bool:
    return path.read_bytes().startswith(_git(root, "cat-file", "blob", blob))


def _git(root: Path, *arguments: str, said: bytes | None = None) -> bytes:
    asked = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(asked, input=said, capture_output=True, timeout=60, check=False)  # noqa: S603  no shell
    except OSError as error:
        raise ToolError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        raise ToolError(f"git {arguments[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
