"""What the management host serves, in its stand-in: packages over HTTP, the time over SNTP, and an ear for logs.

Run as `python -m closedcircuit.twin.standin MIRROR CERTIFICATE KEY HEARD` in the stand-in's network; it ends with the
twin. What it hears inside TLS is appended to the file HEARD.
"""

from __future__ import annotations

import functools
import http.server
import socket
import socketserver
import ssl
import struct
import sys
import threading
import time
from pathlib import Path

_NTP_EPOCH = 2_208_988_800
"""Seconds from 1900, where NTP counts from (RFC 5905), to 1970."""


class _Files(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def answer(request: bytes, now: float) -> bytes:
    """The reply of an SNTP server at stratum 1 to a client's request, `now` in seconds since 1970 (RFC 4330)."""
    stamp = struct.pack("!II", int(now) + _NTP_EPOCH, int(now % 1 * 2**32))
    head = struct.pack("!BBbbII4s", 0x24, 1, request[2], -20, 0, 0, b"LOCL")
    return head + stamp + request[40:48] + stamp + stamp


def _time() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("", 123))
        while True:
            request, client = server.recvfrom(1024)
            if len(request) >= 48:
                server.sendto(answer(request, time.time()), client)


class _Ear(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, certificate: str, key: str, heard: str) -> None:
        super().__init__(("", 6514), _Listening)
        self.heard = Path(heard)
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(certificate, key)


class _Listening(socketserver.BaseRequestHandler):
    server: _Ear

    def handle(self) -> None:
        with self.server.context.wrap_socket(self.request, server_side=True) as connection:
            while received := connection.recv(65536):
                with self.server.heard.open("ab") as file:
                    file.write(received)
            connection.unwrap()


def main(mirror: str, certificate: str, key: str, heard: str) -> None:
    """Serve until killed."""
    threading.Thread(target=_time, daemon=True).start()
    threading.Thread(target=_Ear(certificate, key, heard).serve_forever, daemon=True).start()
    files = functools.partial(_Files, directory=mirror)
    http.server.ThreadingHTTPServer(("", 80), files).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
