"""The one way to read a file that people name, and to write one."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from closedcircuit.errors import InputError, Position, Problem, ToolError


def read_bytes(path: Path, shown: str, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    `shown` is the path as people should read it. Raises InputError for what is missing, unreadable, not a regular
    file, or larger; no more than `limit` bytes are ever held.
    """
    where = Position(shown)
    try:
        # Opening a pipe or a device would wait for it, so the kind is looked at on the open descriptor.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise InputError([Problem(where, "no such file")]) from None
    except OSError as error:
        raise InputError([Problem(where, f"cannot be read: {error.strerror}")]) from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise InputError([Problem(where, "is a directory, and a file is expected here")])
        if not stat.S_ISREG(status.st_mode):
            raise InputError([Problem(where, "is neither a file nor a link to one")])
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            content = stream.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(content) > limit:
        size = max(status.st_size, len(content))
        raise InputError([Problem(where, f"is {size:,} bytes long; at most {limit:,} are read", "split it up")])
    return content


def json_text(data: Any) -> str:
    """JSON as every file and every output of ours has it: keys in their order, indented, a line feed at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all: to a temporary file beside it, then rename.

    Raises ToolError where the folder cannot be written; an older file stays as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(descriptor)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink()
            raise
    except OSError as error:
        raise ToolError(f"{path}: cannot be written: {error.strerror}") from error


def _umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value
