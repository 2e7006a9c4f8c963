"""Which session a process belongs to, and from where it was opened.

Whoever opens a session (sshd, login, su) is a process of root's that lives as long as the session and is an ancestor of
all that is started in it. So it is noted by its number and the time of its start, where nobody but root writes.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

_PROC = Path("/proc")


def note(folder: Path, process: int, origin: str) -> None:
    """Note that a process opened a session. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / _name(process)).write_text(origin, "utf-8")


def close(folder: Path, process: int) -> None:
    """Forget a session. Raises OSError."""
    (folder / _name(process)).unlink(missing_ok=True)


def origin(folder: Path, process: int) -> str:
    """From where the outermost session was opened in which a process runs; empty where none is noted."""
    found = ""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        while process > 1:
            path = folder / _name(process)
            if path.exists():
                found = path.read_text("utf-8")
            process = int(_fields(process)[1])
    return found


def _name(process: int) -> str:
    """A number of a process is used again, but not with the same start."""
    return f"{process}.{_fields(process)[19]}"


def _fields(process: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on: state, parent, ...; the second may hold anything."""
    return (_PROC / str(process) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
