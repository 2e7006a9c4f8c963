"""Who changed what, when, from which revision: a file of JSON Lines that is only ever appended to."""

from __future__ import annotations

import datetime
import getpass
import json
import os
import socket
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from closedcircuit.errors import ToolError


def default_path() -> Path:
    """`closedcircuit/audit.jsonl` in the user's state folder."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state, "closedcircuit", "audit.jsonl")


def who() -> str:
    """The account that runs this, and where."""
    return f"{getpass.getuser()}@{socket.gethostname()}"


def revision(root: Path) -> str:
    """The git revision of the inventory, with `+changes` where files differ from it; "none" outside git."""
    try:
        asked = ["git", "-C", str(root), "describe", "--always", "--abbrev=40", "--dirty=+changes", "--exclude=*"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return "none"
    return done.stdout.strip() or "none"


class Audit:
    """An audit file; `record` may be called from several threads."""

    def __init__(self, path: Path, person: str, revision: str) -> None:
        """Open the file to append, with mode 0600 where it is new. Raises ToolError where that fails."""
        self._common = {"who": person, "revision": revision}
        self._alone = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ToolError(
                f"{path}: the audit cannot be written ({error.strerror}), so nothing is deployed"
            ) from error
        self.path = path

    def record(self, site: str, event: Mapping[str, Any]) -> None:
        """Write what an event of a run says was done, or that it was not; other events are not recorded."""
        if event["event"] not in ("operation", "error", "refused", "start", "end"):
            return
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        entry = {
            "time": now,
            **self._common,
            "site": site,
            "host": event.get("host"),
            "operation": event.get("operation"),
            "result": event.get("result", event["event"]),
            "message": event.get("message") or None,
        }
        line = json.dumps(entry, ensure_ascii=False) + "\n"
        with self._alone:
            os.write(self._descriptor, line.encode())
            os.fsync(self._descriptor)
