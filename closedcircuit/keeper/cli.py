"""The keeper's command line: arguments and exit codes (0 done, 1 not reached and shouted, 2 broken input)."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from . import VERSION, access, clock, configuration, footage, forward, holds, logbook, picture, store
from .days import day_of, stamp
from .desk import Desk, opened
from .entries import Entry
from .erase import erase, over_at
from .errors import ConfigurationError, KeeperError
from .files import read_json
from .holds import Hold
from .ledger import Head, Ledger, head
from .prepare import prepare, unlock
from .retire import retire

_CONFIGURATION = Path("/etc/keeper.json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parse(arguments)
    loaded = None
    try:
        loaded = configuration.load(options.config)
        if person := os.environ.get("SUDO_USER"):
            access.act(logbook.load(options.logs), person, _subject(loaded, options), _task(options))
        for _ in steps(loaded, options):
            pass
    except (KeeperError, OSError) as error:
        message = f"{options.command}: {error}"
        forward.shout(loaded.forward if loaded else None, loaded.host if loaded else "", message)
        return 2 if isinstance(error, ConfigurationError) else 1
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of a command line, by default of this process's own."""
    return _parser().parse_args(arguments)


def steps(loaded: configuration.Configuration, options: argparse.Namespace) -> Iterator[str]:
    """The steps of a command, as it takes them; a power cut may come after each. Raises KeeperError at the end."""
    if options.command in _READERS:
        _READERS[options.command](loaded, options)
        return
    with opened(loaded) as desk:
        try:
            yield from _COMMANDS[options.command](desk, options)
        except ConfigurationError:
            raise
        except (KeeperError, OSError) as error:
            desk.problems += [] if str(error) in desk.problems else [str(error)]
        yield "closing"
        desk.close(options.command.split()[0], **_found(desk, options.command))


def _task(options: argparse.Namespace) -> str:
    """What a person asked for, as the access log names it. Raises ConfigurationError for what is not to be had."""
    return f"keeper restart {_unit(options)}" if options.command == "restart" else f"keeper {options.command}"


def _subject(loaded: configuration.Configuration, options: argparse.Namespace) -> str:
    """The cameras and hours that a command is about. Raises KeeperError for a hold that cannot be."""
    if options.command == "hold add":
        start, end, _ = holds.checked(loaded, time.time(), _hold(options))
        hours = (datetime.datetime.fromtimestamp(moment, loaded.zone).isoformat() for moment in (start, end))
        return " ".join([",".join(sorted(_hold(options).cameras)), "/".join(hours)])
    if options.command == "hold release":
        for record in reversed(Ledger(loaded.ledger).records()):
            if record.get("kind") == "hold" and record.get("hold") == options.id:
                return f"{','.join(record['cameras'])} {record['start']}/{record['end']}"
    return access.NOTHING


def _hold(options: argparse.Namespace) -> Hold:
    return Hold(
        options.id, tuple(options.cameras.split(",")), options.start, options.end,
        options.reason, options.owner, options.approver, options.until,
    )  # fmt: skip


def _unit(options: argparse.Namespace) -> str:
    units = logbook.load(options.logs).restart
    if options.unit not in units:
        raise ConfigurationError(f"the unit is none of those that may be started anew: {', '.join(units) or 'none'}")
    return str(options.unit)


def _restart(_: configuration.Configuration, options: argparse.Namespace) -> None:
    command = ["systemctl", "restart", _unit(options)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise KeeperError(f"{options.unit} did not start: {done.stderr.strip()}")


def _hold_add(desk: Desk, options: argparse.Namespace) -> Iterator[str]:
    yield from holds.add(desk, _hold(options))


def _hold_list(desk: Desk, _: argparse.Namespace) -> Iterator[str]:
    yield from desk.settle()
    for entry in holds.listed(desk):
        _say({"id": entry.group, "cameras": list(entry.cameras), **(entry.hold or {})})


def _clock_accept(desk: Desk, options: argparse.Namespace) -> Iterator[str]:
    if not options.reason.strip() or not options.reason.isprintable():
        raise ConfigurationError("accepting the clock needs its reason, on one line")
    last = desk.reading.last
    desk.record("clock", reason=options.reason, last=stamp(last) if last is not None else None)
    yield "recorded"
    clock.remember(desk.now, desk.configuration.state / "clock.json")


def _retire(desk: Desk, options: argparse.Namespace) -> Iterator[str]:
    if not options.yes:
        raise ConfigurationError("this destroys keys for good; say --yes as well")
    yield from retire(desk, options.disk)


def _ledger_verify(loaded: configuration.Configuration, options: argparse.Namespace) -> None:
    known = head(read_json(loaded.state / "state.json").get("ledger"))
    book = logbook.load(options.logs)
    destruction = Ledger(loaded.ledger)
    if options.seen:
        destruction.verify(options.seen)
    heads = {"destruction": destruction.verify(known)}
    heads |= {kind: book.ledger(kind).verify(book.known(kind)) for kind in logbook.KINDS}
    _say({name: {"records": end.records, "hash": end.hash} for name, end in heads.items()})


def _state(loaded: configuration.Configuration, _: argparse.Namespace) -> None:
    state = read_json(loaded.state / "state.json")
    if not state:
        raise KeeperError("the keeper has not run here yet")
    _say(state)
    if state["problems"]:
        raise KeeperError("; ".join(line for lines in state["problems"].values() for line in lines))


def _picture(loaded: configuration.Configuration, _: argparse.Namespace) -> None:
    try:
        masks = json.load(sys.stdin)
    except ValueError as error:
        raise ConfigurationError(f"the masks on standard input are no JSON: {error}") from error
    _say(picture.look(loaded, masks))


def _footage(loaded: configuration.Configuration, _: argparse.Namespace) -> None:
    _say(footage.walk(loaded, time.time()))


_COMMANDS: dict[str, Callable[[Desk, argparse.Namespace], Iterator[str]]] = {
    "prepare": lambda desk, _: prepare(desk),
    "unlock": lambda desk, _: unlock(desk),
    "erase": lambda desk, _: erase(desk),
    "hold add": _hold_add,
    "hold list": _hold_list,
    "hold release": lambda desk, options: holds.release(desk, options.id),
    "clock accept": _clock_accept,
    "retire": _retire,
}
_READERS: dict[str, Callable[[configuration.Configuration, argparse.Namespace], None]] = {
    "restart": _restart,
    "ledger verify": _ledger_verify,
    "state": _state,
    "picture": _picture,
    "footage": _footage,
}


def _found(desk: Desk, command: str) -> dict[str, object]:
    """What the state says of footage and its keys after a command."""
    loaded = desk.configuration
    today = day_of(desk.now, loaded.zone)
    found: dict[str, object] = {}
    since = read_json(desk.state_file).get("since", {})
    found["since"] = {camera: since.get(camera, today.isoformat()) for camera in sorted(loaded.cameras)}
    if command == "erase":
        pending = [entry for entry in desk.vault.table.entries if not entry.live]
        done = desk.vault.table.generation and not (desk.reading.doubt or desk.vault.missing or pending)
        old = read_json(desk.state_file).get("erasure", {})
        found["erasure"] = {
            "automatic": True,
            "ran": today.isoformat() if done else old.get("ran"),
            "method": loaded.store.method,
            "granularity_days": loaded.granularity,
        }
    if desk.vault.table.generation:
        entries = [entry for entry in desk.vault.table.entries if entry.live]
        found["days"] = {
            f"{entry.group}/{entry.day}": {"key": entry.id, "over": stamp(over_at(desk, entry, {}))}
            for entry in entries
            if entry.hold is None
        }
        found["pending"] = [entry.label for entry in desk.vault.table.entries if not entry.live]
        found["holds"] = {entry.group: {"key": entry.id, "until": str(entry.day)} for entry in entries if entry.hold}
        found["groups"] = {
            group: _group(desk, group, entries) for group in sorted({e.group for e in entries if not e.hold})
        }
    if loaded.store.path.is_dir():
        found["used_percent"] = round(store.used_percent(loaded.store.path), 1)
    return found


def _group(desk: Desk, group: str, entries: list[Entry]) -> dict[str, object]:
    of_group = [entry for entry in entries if entry.group == group and entry.hold is None]
    return {
        "retention_days": desk.days_kept(of_group[0]),
        "oldest": min(entry.day for entry in of_group).isoformat(),
        "newest": max(entry.day for entry in of_group).isoformat(),
    }


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value, sort_keys=True, ensure_ascii=False) + "\n")


def _head(text: str) -> Head:
    records, _, last = text.partition(":")
    return Head(int(records), last)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="keeper", description="Keep a key for every day of footage, and end it on time."
    )
    parser.add_argument("--config", metavar="FILE", type=Path, default=_CONFIGURATION, help=f"({_CONFIGURATION})")
    parser.add_argument(
        "--logs", metavar="FILE", type=Path, default=logbook.CONFIGURATION, help=f"({logbook.CONFIGURATION})"
    )
    parser.add_argument("--version", action="version", version=f"keeper {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        parent: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str, path: str = ""
    ) -> argparse.ArgumentParser:
        made = parent.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        made.set_defaults(command=f"{path} {name}".strip())
        return made

    command(commands, "prepare", "make today and the next days ready to be recorded into")
    command(commands, "unlock", "give the kernel the keys of all days after a reboot")
    command(commands, "erase", "destroy what is over its time, and verify")
    hold = commands.add_parser("hold", help="keep footage past its time").add_subparsers(
        metavar="COMMAND", required=True
    )
    add = command(hold, "add", "copy footage apart, under a key of its own", "hold")
    for name, text in (
        ("--id", "a name for the hold"), ("--cameras", "ids of cameras, with commas between"),
        ("--from", "first moment, as 2026-12-01T09:00:00"), ("--to", "last moment"), ("--reason", "why; no names"),
        ("--owner", "the role that asked"), ("--approver", "the role that approved"), ("--until", "its last day"),
    ):  # fmt: skip
        add.add_argument(name, required=True, help=text, dest={"--from": "start", "--to": "end"}.get(name))
    command(hold, "list", "list the holds", "hold")
    command(hold, "release", "destroy a hold before its date", "hold").add_argument("id", help="its name")
    ledger = commands.add_parser("ledger", help="the ledgers of destruction, access and rights").add_subparsers(
        metavar="COMMAND", required=True
    )
    verify = command(ledger, "verify", "check every record and the chain of each ledger", "ledger")
    verify.add_argument(
        "--seen", metavar="RECORDS:HASH", type=_head, help="a head of the ledger of destruction that was seen before"
    )
    watch = commands.add_parser("clock", help="the clock that retention is counted by").add_subparsers(
        metavar="COMMAND", required=True
    )
    accept = command(watch, "accept", "believe the clock as it is now", "clock")
    accept.add_argument("--reason", required=True, help="why; it goes into the ledger")
    gone = command(commands, "retire", "destroy the keys that a disk, or the whole recorder, held")
    gone.add_argument("--disk", metavar="SERIAL", help="this disk alone")
    gone.add_argument("--yes", action="store_true", help="really do it")
    command(
        commands, "picture", "print whether the masks on standard input are in each camera's newest picture, and sound"
    )
    command(commands, "footage", "print how far the footage of each camera reaches, and where it is silent")
    command(commands, "restart", "start a unit of the recording software anew").add_argument("unit", help="its name")
    command(commands, "state", "print what the last commands found; exit 1 where something is wrong")
    return parser
