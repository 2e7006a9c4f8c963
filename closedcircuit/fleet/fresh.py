"""Fresh connections to a host: the only proof that new rules let management in."""

from __future__ import annotations

import time
from collections.abc import Callable

import gevent
from pyinfra import logger
from pyinfra.api.command import StringCommand
from pyinfra.api.exceptions import ConnectError
from pyinfra.api.host import Host
from pyinfra.api.state import State

from closedcircuit.fleet import confirm, shell

_PAUSE = 0.2
_PATIENCE = 0.8
"""The share of the window after which nothing is tried any more, so that the host decides and not a race."""
_LONGEST = 5.0
"""Seconds for one connection."""


def confirm_by_fresh_connection(state: State, host: Host, rules: str, window: float) -> bool:
    """Confirm loaded rules through a connection that was opened after they stood.

    False where none comes through, which is said in pyinfra's log; the host has gone back to its old rules by then.
    """
    started = time.monotonic()
    deadline = started + window * _PATIENCE
    why = "the rules were not loaded"
    loaded = False
    while time.monotonic() < deadline:
        try:
            # What a connection says of the rules is true of the next one only: this one may be older than they are.
            code, said = run_fresh(state, host, confirm.confirm(rules, keep=loaded), deadline - time.monotonic())
        except (ConnectError, OSError, EOFError, gevent.Timeout) as error:
            why = "no fresh connection came through them" + (f": {error}" if isinstance(error, ConnectError) else "")
        else:
            if code == 0 and loaded:
                return True
            if code not in (0, confirm.NOT_LOADED):
                why = said or f"exit code {code}"
                break
            loaded = loaded or code == 0
        gevent.sleep(_PAUSE)
    gevent.sleep(max(0.0, started + window + 1 - time.monotonic()))
    host.log_styled(
        f"the new rules were not confirmed ({why}); {_afterwards(state, host)}", fg="red", log_func=logger.error
    )
    return False


def _afterwards(state: State, host: Host) -> str:
    try:
        run_fresh(state, host, "true", _LONGEST)
    except (ConnectError, OSError, EOFError, gevent.Timeout):
        return "the host cannot be reached: look at it from its console"
    return "the host went back to its old rules by itself, and is reached again"


def run_fresh(state: State, host: Host, script: str, seconds: float) -> tuple[int, str]:
    """Run a shell script over a connection of its own; its exit code and what it said on standard error."""
    with gevent.Timeout(max(0.1, min(seconds, _LONGEST))):
        connector = host.connector_cls(state, host)
        connector.connect()
        try:
            command = StringCommand(shell.EVALUATE, _stdin=[f"(\n{script}\n)\necho $?"])
            _, output = connector.run_shell_command(command, False, False, **command.connector_arguments)
            lines = output.stdout.splitlines()
            return int(lines[-1]) if lines else 255, output.stderr.strip()
        finally:
            _close(connector)


def _close(connector: object) -> None:
    client = getattr(connector, "client", None)
    close: Callable[[], None] | None = getattr(client, "close", None)
    if close is not None:
        close()
