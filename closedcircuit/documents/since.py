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
    listing = _git(
        root,
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        "--end-of-options",
        f"{revision}^{{commit}}",
        f"{_prefix(root)}{FOLDER}/",
    )
    for line in listing.split(b"\0"):
        if not line:
            continue
        blob, _, name = line.partition(b"\t")
        shown = name.decode("utf-8", "surrogateescape").removeprefix(_prefix(root))
        before = _git(root, "cat-file", "blob", blob.split()[2].decode())
        path = root / shown
        now = path.read_bytes() if path.is_file() else None
        if now == before or (now and path.name == SIGHTINGS and now.startswith(before)):
            continue
        found = "is gone, unlike" if now is None else "is another one than"
        what = "may grow at its end only" if path.name in (SIGHTINGS, WITHDRAWN) else "restore it from git"
        yield Problem(Position(shown), f"{found} at {revision}, when it was published already", what)


def _prefix(root: Path) -> str:
    return _git(root, "rev-parse", "--show-prefix").decode().strip()


def _git(root: Path, *arguments: str) -> bytes:
    asked = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=60, check=False)  # noqa: S603  no shell
    except OSError as error:
        raise ToolError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        raise ToolError(f"git {arguments[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
