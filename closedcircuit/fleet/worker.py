"""The process that talks to the hosts of one site: `python -m closedcircuit.fleet.worker`.

It is given one request as a line of JSON on standard input, and answers with events, a line of JSON each. A deploy
shows its plan first and goes on when it reads another line. All that is known of pyinfra's inside is known here.
"""

from __future__ import annotations

import pyinfra_cli  # noqa: F401  isort: skip  patches the standard library, before anything else is imported

import json
import logging
import os
import re
import socket
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import gevent
import pyinfra
from pyinfra.api.command import FunctionCommand, StringCommand
from pyinfra.api.config import Config
from pyinfra.api.connect import connect_all, disconnect_all
from pyinfra.api.exceptions import PyinfraError
from pyinfra.api.host import Host
from pyinfra.api.inventory import Inventory
from pyinfra.api.operations import run_host_op
from pyinfra.api.state import BaseStateCallback, State, StateStage
from pyinfra.context import ctx_config, ctx_host, ctx_inventory, ctx_state
from pyinfra_cli.exceptions import UnexpectedExternalError
from pyinfra_cli.util import exec_file

from closedcircuit import inventory, secrets
from closedcircuit.errors import ClosedCircuitError
from closedcircuit.fleet import PyinfraHost, hosts, journal, lock, places, shell

_CONNECT_SECONDS = 5
_SILENCE_MS = 20_000
_STYLE = re.compile(r"\x1b\[[0-9;]*m|\[Errno \w+\] ")
_LAST_LINES = 12
_ADVICE = {
    "does not match": "if it was installed anew, remove its host_key from site.yaml and `closedcircuit enroll` it;"
    " if not, find out who answers there",
    "No host key": "`closedcircuit enroll` pins its key once a person has compared the fingerprint",
    "Authentication": "root's authorized_keys there must hold the key of whoever deploys",
}
"""What to do about a host that cannot be connected to, by a part of what is said of it."""
Emit = Callable[[Mapping[str, Any]], None]


class _Sockets(BaseStateCallback):
    """Makes every connection quick, and notices when the other end is gone."""

    @staticmethod
    def host_connect(state: State, host: Host) -> None:
        transport = host.connector.client.get_transport()  # type: ignore[attr-defined]
        if isinstance(transport.sock, socket.socket):
            transport.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            transport.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _SILENCE_MS)
        transport.set_keepalive(5)


class _Said(logging.Handler):
    """What pyinfra says of each host, to be told where an operation fails."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines: dict[str, list[str]] = {name: [] for name in names}

    def emit(self, record: logging.LogRecord) -> None:
        text = _STYLE.sub("", record.getMessage())
        for name, lines in self.lines.items():
            if f"[{name}]" in text:
                lines.append(text.split(f"[{name}]", 1)[1].strip())

    def of(self, name: str) -> str:
        lines = [line for line in self.lines[name] if line and not line.startswith("Error: executed")]
        return "\n".join(dict.fromkeys(lines[-_LAST_LINES:])) or "failed, and nothing was said"


class Run:
    """One request: its hosts, what was heard of them, and what has failed."""

    def __init__(self, request: Mapping[str, Any], emit: Emit) -> None:
        self.request = request
        self._emit = emit
        self.secrets: dict[str, str] = request["secrets"]
        loaded = inventory.load(Path(request["root"]), only=request["site"])
        self.hosts: dict[str, PyinfraHost] = {}
        for host, (name, data) in hosts(loaded, places(loaded)[request["site"]]):
            kept = {key: request[key] for key in ("window", "as_of", "log_authority")}
            extra = {"secrets": self.secrets, **kept, **request["ssh"]}
            self.hosts[host.id] = (name, {**data, **extra})
        self.said = _Said(name for name, _ in self.hosts.values())
        logger = logging.getLogger("pyinfra")
        logger.handlers, logger.propagate = [self.said], False
        self.errors: dict[str, str] = {}

    def emit(self, event: str, **values: Any) -> None:
        """Tell the parent; no secret leaves in what a host has said."""
        hidden = {
            key: secrets.hide(text, self.secrets) if isinstance(text, str) else text for key, text in values.items()
        }
        self._emit({"event": event, **hidden})

    def connect(self, wanted: Iterable[str]) -> State:
        """A state whose active hosts are the reachable ones of `wanted`; the others are noted as errors."""
        chosen = [self.hosts[key] for key in wanted]
        state = State(check_for_changes=True)
        state.cwd = str(Path.cwd())
        ctx_state.set(state)
        config = Config(CONNECT_TIMEOUT=_CONNECT_SECONDS)
        config.lock_current_state()
        ctx_config.set(config)
        found = Inventory((chosen, {}))
        ctx_inventory.set(found)
        state.init(found, config)
        state.add_callback_handler(_Sockets())
        state.set_stage(StateStage.Connect)
        try:
            connect_all(state)
        except PyinfraError as error:
            if state.active_hosts:
                self.said.handle(logging.makeLogRecord({"msg": str(error), "levelno": logging.WARNING}))
        for host in found:
            if host not in state.active_hosts:
                said = self.said.of(host.name)
                advice = "".join(f"\n{advice}" for sign, advice in _ADVICE.items() if sign in said)
                self.errors[_key(host)] = f"{host.data.ssh_hostname}: {said}{advice}"
        return state

    def prepare(self, state: State) -> None:
        """Find what would change on every active host; a host on which that fails is active no more."""
        state.set_stage(StateStage.Prepare)
        deploy = str(self.request["deploy"])
        state.current_deploy_filename = deploy

        def load(host: Host) -> str | None:
            try:
                with ctx_config.use(state.config.copy()), ctx_host.use(host):
                    exec_file(deploy)
            except UnexpectedExternalError as error:
                cause = error.args[0] if error.args else error
                return str(cause) if isinstance(cause, ClosedCircuitError) else f"{type(cause).__name__}: {cause}"
            except PyinfraError as error:
                return str(error)
            return None

        found = {host: gevent.spawn(load, host) for host in state.active_hosts}
        for host, greenlet in found.items():
            if (why := greenlet.get()) is not None:
                self.errors[_key(host)] = why
        for host in [host for host in state.active_hosts if _key(host) in self.errors]:
            state.active_hosts.discard(host)

    def changes(self, state: State, host: Host) -> list[dict[str, str]]:
        """What every operation would change on a host."""
        found = []
        for name, operation in self._pending(state, host):
            with ctx_host.use(host):
                lines = [_shown(command) for command in state.ops[host][operation].command_generator()]
            diff = secrets.hide("\n".join(line for line in lines if line), self.secrets)
            found.append({"operation": name, "diff": diff})
        return found

    def execute(self, state: State, host: Host) -> bool:
        """Run a host's operations until one fails; whether none did."""
        for name, operation in self._pending(state, host):
            with ctx_host.use(host):
                done = run_host_op(state, host, operation)
            if not done:
                self.errors[_key(host)] = f"{name}: {self.said.of(host.name)}"
            result = "changed" if done else "failed"
            message = "" if done else self.said.of(host.name)
            self.emit("operation", host=_key(host), operation=name, result=result, message=message)
            if not done:
                return False
        return True

    def _pending(self, state: State, host: Host) -> list[tuple[str, str]]:
        order = [operation for operation in state.get_op_order() if operation in state.ops[host]]
        pending = [key for key in order if state.ops[host][key].operation_meta._maybe_is_change]
        return [(", ".join(sorted(state.get_op_meta(key).names)), key) for key in pending]

    def plan(self, state: State) -> dict[str, Any]:
        """The site's plan, in the shape of `plan.document`."""
        by_key = {_key(host): host for host in state.active_hosts}
        found = [
            {
                "host": key,
                "changes": self.changes(state, by_key[key]) if key in by_key else [],
                "error": secrets.hide(self.errors[key], self.secrets) if key in self.errors else None,
            }
            for key in self.hosts
        ]
        return {"site": self.request["site"], "hosts": found}


def _key(host: Host) -> str:
    return str(host.data.id)


def _shown(command: object) -> str:
    if isinstance(command, FunctionCommand):
        return ""
    return str(getattr(command, "difference", command))


def _plan(run: Run) -> None:
    state = run.connect(run.hosts)
    run.prepare(state)
    run.emit("plan", plan=run.plan(state))
    disconnect_all(state)


def _observe(run: Run) -> None:
    state = run.connect(run.hosts)
    script = [run.request["script"]]

    def read(host: Host) -> None:
        _, output = host.run_shell_command(StringCommand(shell.EVALUATE), _stdin=script)
        run.emit("reading", host=_key(host), output=output.stdout_lines)

    gevent.joinall([gevent.spawn(read, host) for host in state.active_hosts])
    for key, why in run.errors.items():
        run.emit("error", host=key, message=why)
    disconnect_all(state)


def _deploy(run: Run) -> None:
    """The gateway first, then all others at once; those that only its deploy makes reachable are tried again."""
    state = run.connect(run.hosts)
    first, *others = run.hosts
    gateway = next((host for host in state.active_hosts if _key(host) == first), None)
    if gateway is None:
        run.emit("error", host=first, message=run.errors[first])
        return
    held = lock.take(gateway, run.request["who"], run.request["lock_seconds"])
    if isinstance(held, str):
        run.emit("refused", message=held)
        return
    run.prepare(state)
    run.emit("plan", plan=run.plan(state))
    if sys.stdin.readline().strip() != "go":
        return
    states = [state]
    if gateway in state.active_hosts and _run(run, state, [gateway]):
        later = [key for key in others if key not in {_key(host) for host in state.activated_hosts}]
        if later:
            for key in later:
                run.errors.pop(key, None)
            second = run.connect(later)
            run.prepare(second)
            states.append(second)
        for each in states:
            _run(run, each, [host for host in each.active_hosts if host is not gateway])
    else:
        for key in others:
            run.errors.setdefault(key, "not touched, since the gateway was not deployed")
    for each in states:
        journal.write(each, run.request["who"], run.request["revision"], run.errors)
    for key, why in run.errors.items():
        run.emit("error", host=key, message=why)
    held.close()
    for each in states:
        disconnect_all(each)


def _run(run: Run, state: State, chosen: list[Host]) -> bool:
    state.current_stage = StateStage.Execute
    state.is_executing = True
    ctx_state.set(state)
    greenlets = [gevent.spawn(run.execute, state, host) for host in chosen]
    gevent.joinall(greenlets, raise_error=True)
    return all(greenlet.value for greenlet in greenlets)


def main() -> int:
    """Answer one request."""
    events = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    request = json.loads(sys.stdin.readline())
    pyinfra.is_cli = True  # operations are known by their line in the deploy

    def emit(event: Mapping[str, Any]) -> None:
        events.write(json.dumps(event, ensure_ascii=False) + "\n")

    try:
        {"plan": _plan, "deploy": _deploy, "observe": _observe}[request["mode"]](Run(request, emit))
    except ClosedCircuitError as error:
        emit({"event": "broken", "message": secrets.hide(str(error), request["secrets"])})
        return 2
    emit({"event": "done"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
