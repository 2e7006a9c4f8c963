"""What every command works with: configuration, clock, key store, ledger, and the state that is observed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import VERSION, clock, forward
from .configuration import Configuration
from .days import day_of, in_force, stamp
from .entries import Entry
from .errors import KeeperError
from .files import locked, read_json, write_json
from .ledger import Ledger, head
from .vault import Vault


@dataclass
class Desk:
    """One command at work. `problems` gathers what keeps it from its goal without stopping the rest."""

    configuration: Configuration
    vault: Vault
    ledger: Ledger
    reading: clock.Reading
    problems: list[str] = field(default_factory=list)

    @property
    def now(self) -> float:
        """The moment at which the command began."""
        return self.reading.now

    @property
    def state_file(self) -> Path:
        """What the last commands found, for whoever observes."""
        return self.configuration.state / "state.json"

    def days_kept(self, entry: Entry) -> int:
        """The retention that holds for an entry today, in days; of a group that is gone, the one it had last."""
        values = self.configuration.groups.get(entry.group) if entry.hold is None else None
        return in_force(values, day_of(self.now, self.configuration.zone)) if values else entry.retention

    def settle(self) -> Iterator[str]:
        """Open the key store; every copy that does not answer, and one that went back in time, is a problem."""
        yield from self.vault.settle()
        self.problems += [f"{why}; no erasure is complete without it" for why in self.vault.missing.values()]
        known = read_json(self.state_file).get("generation", 0)
        if self.vault.table.generation < known:
            message = f"the key store went back from generation {known} to {self.vault.table.generation}"
            if not self.vault.table.generation:
                raise KeeperError(f"{message}: it is empty. Bring it back, or retire the disk that is lost")
            self.problems.append(f"{message}: an old copy was put in its place")

    def record(self, kind: str, **values: Any) -> dict[str, Any]:
        """Append to the ledger what every record says, and these values."""
        return self.ledger.append(
            {
                "kind": kind,
                "time": stamp(self.now),
                "recorder": f"{self.configuration.site}/{self.configuration.recorder}",
                "handler": self.configuration.in_charge,
                "program": VERSION,
                **values,
            }
        )

    def close(self, command: str, **found: Any) -> None:
        """Check the ledger, send what is new, keep the state; then raise KeeperError if there was a problem."""
        state = read_json(self.state_file)
        try:
            end = self.ledger.verify(head(state.get("ledger")))
            state["ledger"] = {"records": end.records, "hash": end.hash}
        except KeeperError as error:
            self.problems.append(str(error))
        target = self.configuration.forward
        host = self.configuration.host
        if target:
            try:
                forward.send_records(target, host, self.ledger.records(), self.configuration.state / "forwarded.json")
            except OSError as error:
                self.problems.append(f"the ledger could not be sent to {target.address}:{target.port}: {error}")
        told = {**state.get("problems", {}), command: self.problems}
        state |= {
            "version": 1,
            "recorder": host,
            "program": VERSION,
            "seen": stamp(self.now),
            "problems": {name: list(lines) for name, lines in told.items() if lines},
            "clock": {"synchronised": self.reading.synchronised, "doubt": self.reading.doubt},
            "generation": max(self.vault.table.generation, state.get("generation", 0)),
            "copies": {area.name: area.name not in self.vault.missing for area in self.configuration.areas},
            **found,
        }
        try:
            write_json(self.state_file, state)
        except OSError as error:
            self.problems.append(f"{self.state_file}: cannot be written: {error.strerror}")
        if self.problems:
            raise KeeperError("; ".join(self.problems))


@contextlib.contextmanager
def opened(configuration: Configuration) -> Iterator[Desk]:
    """A desk that nobody else works at meanwhile; another command is waited for."""
    with locked(configuration.state / "lock"):
        yield Desk(
            configuration,
            Vault(configuration.key_store, configuration.wrapping_key, configuration.store.method == "key-destruction"),
            Ledger(configuration.ledger),
            clock.read(int(time.time()), configuration.state / "clock.json", configuration.clock),
        )
