"""A line in a host's own journal for everything that was done to it."""

from __future__ import annotations

from collections.abc import Mapping

import gevent
from pyinfra.api.command import StringCommand
from pyinfra.api.host import Host
from pyinfra.api.state import State

from closedcircuit.fleet import shell

TAG = "closedcircuit"
_SECONDS = 15


def write(state: State, who: str, revision: str, errors: Mapping[str, str]) -> None:
    """Write to the journal of every host that is connected: by whom, from which revision, what, with which result."""
    gevent.joinall([gevent.spawn(_write, state, host, who, revision, errors) for host in state.activated_hosts])


def _write(state: State, host: Host, who: str, revision: str, errors: Mapping[str, str]) -> None:
    results = []
    for key, operation in state.ops[host].items():
        if operation.operation_meta.is_complete():
            name = ", ".join(sorted(state.get_op_meta(key).names))
            results.append(f"{name}: {'changed' if operation.operation_meta.did_succeed() else 'failed'}")
    results.append("deploy failed" if host.data.id in errors else "deploy complete")
    lines = [f"{result} (by {who}, revision {revision})" for result in results]
    script = f"logger -t {TAG} <<'END'\n" + "\n".join(" ".join(line.split()) for line in lines) + "\nEND"
    host.run_shell_command(StringCommand(shell.EVALUATE), _stdin=[script], _timeout=_SECONDS)
