"""The access log and the record of rights of a host: the file that says how both are kept, and both as ledgers."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from .configuration import Clock, Forward, read_clock, read_forward
from .files import read_json
from .ledger import Head, Ledger, head
from .node import Node, read_file

CONFIGURATION = Path("/etc/keeper-logs.json")
KINDS = ("access", "rights")


@dataclass(frozen=True)
class Logbook:
    """Everything that a host is told of its logs.

    `roles` are those that the site declares, `group` the group of all people's accounts, `restart` the units that may
    be started anew through the keeper. `days` says for how long entries of each kind are kept. `run` is a folder that
    does not outlive a reboot.
    """

    site: str
    id: str
    zone: ZoneInfo
    roles: tuple[str, ...]
    group: str
    restart: tuple[str, ...]
    days: Mapping[str, int]
    clock: Clock
    state: Path
    run: Path
    forward: Forward | None

    @property
    def host(self) -> str:
        """What the host calls itself towards the management host."""
        return f"{self.site}-{self.id}"

    @property
    def state_file(self) -> Path:
        """What the last run found: how far each log went, and what was wrong."""
        return self.state / "logs.json"

    def ledger(self, kind: str) -> Ledger:
        """The ledger of a kind; only root reads it."""
        return Ledger(self.state / f"{kind}.jsonl", 0o600)

    def cursor(self, kind: str) -> Path:
        """The file that says how far a log was sent."""
        return self.state / f"forwarded-{kind}.json"

    def known(self, kind: str) -> Head | None:
        """The head of a log as the last run saw it. Raises KeeperError where it left something else."""
        return head(read_json(self.state_file).get(kind))

    def entry(self, kind: str, values: Mapping[str, object]) -> dict[str, object]:
        """An entry as it is written now: the time of the site's zone, with its offset, and the host."""
        now = datetime.datetime.fromtimestamp(int(time.time()), self.zone)
        return {"kind": kind, "time": now.isoformat(), "host": self.host, **values}


def load(path: Path) -> Logbook:
    """Read a configuration. Raises ConfigurationError that names the file, the place and what would be right."""
    return read_file(path, _logbook)


def plain(text: str) -> str:
    """A word from outside as an entry holds it: one line of at most 255 characters, without anything unprintable."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:255]


def _logbook(root: Node) -> Logbook:
    top = root.object(
        "version", "site", "host", "timezone", "roles", "group", "restart", "days", "clock", "state", "run", "forward"
    )
    top["version"].whole(1, 1)
    return Logbook(
        site=top["site"].name(),
        id=top["host"].name(),
        zone=top["timezone"].zone(),
        roles=tuple(role.name() for role in top["roles"].list()),
        group=top["group"].name(),
        restart=tuple(unit.text() for unit in top["restart"].list()),
        days={kind: days.whole(1, 36600) for kind, days in top["days"].object(*KINDS).items()},
        clock=read_clock(top["clock"]),
        state=top["state"].path(),
        run=top["run"].path(),
        forward=read_forward(top["forward"]),
    )
