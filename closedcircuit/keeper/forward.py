"""Ledger and alarms on their way to the management host: syslog (RFC 5424) over TCP with counted frames, inside TLS.

A record counts as sent when the other side has closed after reading all of it; until then it is sent again. The chain
tells the receiver of a gap and of a repetition.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .configuration import Forward
from .files import read_json, write_json
from .ledger import canonical

CRITICAL, NOTICE = 2, 5
_AUDIT = 13 * 8
_TIMEOUT = 10


def send_records(target: Forward, host: str, records: Sequence[dict[str, Any]], cursor: Path) -> int:
    """Send every record that was not sent before, and return how many; `cursor` holds the number of the last one.

    Raises OSError; what was sent is not known then, and comes again.
    """
    before = sent(cursor)
    waiting = [record for record in records if record["seq"] > before]
    if waiting:
        send(target, host, NOTICE, [canonical(record).decode() for record in waiting])
        write_json(cursor, {"sent": waiting[-1]["seq"]})
    return len(waiting)


def sent(cursor: Path) -> int:
    """The number of the last record that the other side confirmed."""
    return int(read_json(cursor).get("sent", 0))


def send(target: Forward, host: str, severity: int, lines: Sequence[str]) -> None:
    """Send lines of one severity. Raises OSError where the other side cannot be reached or does not read to the end."""
    with socket.create_connection((target.address, target.port), timeout=_TIMEOUT) as plain:
        connection = _secured(target, plain)
        for line in lines:
            message = f"<{_AUDIT + severity}>1 - {host} keeper - - - {line}".encode()
            connection.sendall(b"%d %s" % (len(message), message))
        if isinstance(connection, ssl.SSLSocket):
            plain = connection.unwrap()
        plain.shutdown(socket.SHUT_WR)
        while plain.recv(4096):
            pass


def _secured(target: Forward, plain: socket.socket) -> socket.socket:
    if target.authority is None:
        return plain
    context = ssl.create_default_context(cafile=str(target.authority))
    if target.certificate is not None:
        context.load_cert_chain(str(target.certificate), str(target.key) if target.key else None)
    return context.wrap_socket(plain, server_hostname=target.address)


def shout(target: Forward | None, host: str, message: str) -> None:
    """Say it where people look: one critical line in the journal, and one at the management host."""
    line = " ".join(message.split())
    sys.stderr.write(f"<{CRITICAL}>keeper: {line}\n")
    if target:
        with contextlib.suppress(OSError):
            send(target, host, CRITICAL, [line])
