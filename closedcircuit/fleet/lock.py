"""One deploy of a site at a time: a transient unit on its gateway.

The unit lives as long as the connection that holds it, so that a deploy that was killed locks nobody out, and never
longer than its maximum age, so that a connection that hangs does not either.
"""

from __future__ import annotations

import shlex
from typing import Any

from pyinfra.api.command import StringCommand
from pyinfra.api.host import Host

UNIT = "closedcircuit-deploy.service"
_TAKEN = "locked"
_SECONDS = 15


def take(host: Host, who: str, max_age: float) -> Any:
    """Take the lock: what must be closed to give it back, or (a string) who holds it."""
    client = host.connector.client  # type: ignore[attr-defined]
    channel = client.get_transport().open_session(timeout=_SECONDS)
    channel.settimeout(_SECONDS)
    channel.exec_command(
        f"systemd-run --quiet --collect --pipe --unit={UNIT} --description={shlex.quote(f'deploy by {who}')}"
        f" --property=RuntimeMaxSec={max_age:g} sh -c 'echo {_TAKEN}; exec cat'"
    )
    if channel.recv(len(_TAKEN)).decode("ascii", "replace") == _TAKEN:
        return channel
    channel.close()
    query = f"systemctl show -p Description -p ActiveEnterTimestamp --value {UNIT}"
    _, output = host.run_shell_command(StringCommand(query))
    holder = ", since ".join(line for line in reversed(output.stdout_lines) if line) or "somebody"
    return f"is locked: {holder}; the lock falls when that ends, or {max_age / 60:g} minutes after it began"
