"""Small files of the keeper's own state: whole or not at all, and on the disk before anybody relies on them."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .errors import KeeperError


def write_json(path: Path, value: Any) -> None:
    """Replace a JSON file, readable by everybody: it holds counts, dates and ids. Raises OSError; an old one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(value, stream, indent=1, sort_keys=True, ensure_ascii=False)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file, empty where there is no such file. Raises KeeperError for anything else."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KeeperError(f"{path}: cannot be read as JSON: {error}") from error
    if not isinstance(value, dict):
        raise KeeperError(f"{path}: a JSON object is expected here")
    return value


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock for the block; others wait meanwhile. Only root opens its file, so that nobody else can hold it."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def sync_folder(path: Path) -> None:
    """Bring names that were made, renamed or removed in a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
