"""The homepage as the inventory would have it, served to this machine alone and built anew when a file changes.

The pages are served byte for byte as they would be published. The frame around them (`templates/preview/frame.html`)
asks once a second which build is the latest, and shows what stands in the way of a newer one.
"""

from __future__ import annotations

import datetime
import http.server
import mimetypes
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from closedcircuit.check import check
from closedcircuit.documents.build import coming, composed
from closedcircuit.documents.desk import sit_down
from closedcircuit.errors import ClosedCircuitError, Refusal, ToolError
from closedcircuit.files import json_text
from closedcircuit.rendering import template
from closedcircuit.resources import shared

FRAME, STATE = "/", "/state"
_PAUSE = 0.3
_NAMES = ("localhost", "127.0.0.1")
_TYPES = {".xml": "application/atom+xml", ".docx": "application/octet-stream"}


@dataclass(frozen=True)
class Shown:
    """What the server shows: the latest good build, and why there is no newer one or why it is a draft."""

    build: int = 0
    files: Mapping[str, bytes] | None = None
    trouble: str = ""


def build(root: Path, day: datetime.date | None) -> tuple[dict[str, bytes], str]:
    """The homepage with the inventory's own wording as its latest version, and why it is a draft (empty: it is none).

    Raises InputError and ToolError as `check` and `build` do.
    """
    desk = sit_down(root, day)
    verdicts = check(desk.inventory, desk.words, desk.inventory.select([]), desk.day, history=desk.history).verdicts
    why = ""
    try:
        files = composed(desk.inventory, desk.texts, verdicts, draft=False, templates=desk.templates)
    except Refusal as refusal:
        why = str(refusal)
        files = composed(desk.inventory, desk.texts, verdicts, draft=True, templates=desk.templates)
    return coming(desk.inventory, desk.history, files, desk.day, desk.templates), why


class Server(http.server.ThreadingHTTPServer):
    """Serves `shown` on loopback. Port 0 takes a free one. Raises ToolError where the port is taken."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        self.shown = Shown()
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise ToolError(f"port {port} is not free ({error.strerror}); --port 0 takes one that is") from error

    @property
    def url(self) -> str:
        """The address of the frame."""
        return f"http://localhost:{self.server_port}{FRAME}"

    def update(self, make: Callable[[], tuple[dict[str, bytes], str]]) -> str:
        """Build anew; what went wrong, in which case the last good build stays."""
        try:
            files, why = make()
        except ClosedCircuitError as error:
            self.shown = replace(self.shown, trouble=str(error))
            return str(error)
        self.shown = Shown(self.shown.build + 1, files, why)
        return ""


def changes(root: Path) -> Iterator[None]:
    """Now, and then whenever a file that a build reads has changed since the last time; without end."""
    folders = (root / "inventory", root / "templates", root / "policies", shared("templates"))
    seen = None
    while True:
        if (now := _state(folders)) != seen:
            seen = now
            yield
        time.sleep(_PAUSE)


def _state(folders: Iterable[Path]) -> dict[str, tuple[int, int, int]]:
    found = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                path = Path(place, name)
                try:
                    status = path.stat()
                except OSError:
                    continue  # gone again, or a link to nothing
                found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        shown, path = self.server.shown, self.path.partition("?")[0]
        if host not in _NAMES:  # a page of another site that had its own name lead here
            self.send_error(403)
        elif path == FRAME:
            self._answer(template("preview/frame.html").render().encode(), "text/html")
        elif path == STATE:
            self._answer(json_text({"build": shown.build, "trouble": shown.trouble}).encode(), "application/json")
        elif shown.files and (content := shown.files.get(path.removeprefix("/"))) is not None:
            suffix = Path(path).suffix
            self._answer(content, _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream"))
        else:
            self.send_error(404)

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal shows builds."""
