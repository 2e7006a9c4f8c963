"""Runs on hosts: a process per site, fed with a request, followed by its events.

A site is a process of its own, since the cost of one run grows faster than the number of its hosts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from closedcircuit.errors import ToolError
from closedcircuit.files import write_text
from closedcircuit.fleet import ALONE, HOMEPAGE, LOG_AUTHORITY, confirm, known_hosts
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.resources import shared

T = TypeVar("T")
AT_ONCE = 8
"""Sites that are handled at the same time."""


@dataclass(frozen=True)
class Settings:
    """What every run of a fleet needs to know. `window` and `lock_seconds` are seconds; `as_of` is as of `orders`.

    Host keys are those of the inventory, or with an SSH configuration those of its UserKnownHostsFile. A twin's has an
    authority for logs beside it, which is trusted there in place of the inventory's.
    """

    who: str = ""
    revision: str = ""
    ssh_config: Path | None = None
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    window: float = confirm.WINDOW
    as_of: str = ALONE
    lock_seconds: float = 1800


def each(sites: Sequence[Site], work: Callable[[Site], T]) -> list[T]:
    """What `work` gives for each site, some of them at the same time. An interrupt ends the processes of all."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(work, sites))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in list(Worker.running):
                worker.stop()
            raise


class Worker:
    """A running process; a context manager that ends it."""

    running: ClassVar[set[Worker]] = set()

    def __init__(self, loaded: Inventory, site: Site, mode: str, settings: Settings, **extra: Any) -> None:
        self.site = site.id
        self._folder = tempfile.TemporaryDirectory(prefix="closedcircuit-")
        self._log = Path(self._folder.name, "log")
        ssh: dict[str, Any] = {}
        authority = None
        if settings.ssh_config is not None:
            ssh["ssh_config_file"] = str(settings.ssh_config.absolute())
            beside = settings.ssh_config.with_name(LOG_AUTHORITY)
            authority = beside.read_text("utf-8") if beside.exists() else None
        else:
            pinned = Path(self._folder.name, "known_hosts")
            write_text(pinned, known_hosts(loaded, site))
            ssh["ssh_known_hosts_file"] = str(pinned)
        request = {
            "mode": mode,
            "root": str(loaded.root.resolve()),
            "site": site.id,
            "deploy": str(shared("deploys") / ("homepage.py" if site.id == HOMEPAGE else "site.py")),
            "ssh": ssh,
            "secrets": dict(settings.secrets),
            "who": settings.who,
            "revision": settings.revision,
            "window": settings.window,
            "as_of": settings.as_of,
            "log_authority": authority,
            "lock_seconds": settings.lock_seconds,
            **extra,
        }
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "closedcircuit.fleet.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.running.add(self)
        self.say(json.dumps(request))

    def stop(self) -> None:
        """End the process at once: what it was doing on a host is left to the next run."""
        self._process.terminate()

    def say(self, line: str) -> None:
        """Send a line to the process."""
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._broken() from None

    def events(self) -> Iterator[dict[str, Any]]:
        """Every event, until the process says that it is done. Raises ToolError where it ends without that."""
        assert self._process.stdout is not None  # noqa: S101
        for line in self._process.stdout:
            event = json.loads(line)
            if event["event"] == "done":
                return
            if event["event"] == "broken":
                raise ToolError(event["message"])
            yield event
        raise self._broken()

    def _broken(self) -> ToolError:
        said = self._log.read_text("utf-8", "replace").strip().splitlines()
        return ToolError(f"the run on {self.site} ended in the middle: " + "\n".join(said[-20:]))

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is KeyboardInterrupt:
            self.stop()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self.running.discard(self)
        self._folder.cleanup()


Follow = Callable[[str, Mapping[str, Any]], None]
"""Told of every event of a run, with its site."""
