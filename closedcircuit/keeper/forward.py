"""Ledger and alarms on their way to the management host: syslog (RFC 5424) over TCP with counted frames, inside TLS.

A record counts as sent when the other side has closed after reading all of it; until then it is sent again. The chain
tells the receiver of a gap and of a repetition.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .configuration import Forward
from .files import read_json, write_json
from .ledger import canonical

CRITICAL, NOTICE = 2, 5
_AUDIT = 13 * 8
_TIMEOUT = 10


def send_records(target: Forward, host: str, records: Sequence[dict[str, Any]], cursor: Path) -> None:
    """Send every record that was not sent before. Raises OSError; what was sent is not known then, and comes again."""
    sent = int(read_json(cursor).get("sent", 0))
    waiting = records[sent:]
    if waiting:
        send(target, host, NOTICE, [canonical(record).decode() for record in waiting])
        write_json(cursor, {"sent": len(records)})


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
