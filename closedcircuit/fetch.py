"""Fetch what the public reads, within bounds of time, size and redirects, and never unverified."""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

REDIRECTS = 5
SECONDS = 120.0
"""For all addresses together."""
_AT_ONCE = 6
_CONNECT, _SILENCE = 5.0, 10.0
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Request:
    """An address, and how many bytes are expected there at most."""

    url: str
    limit: int


@dataclass(frozen=True)
class Answer:
    """What came. `status` None: nobody answered, and `why` says what happened; `content` None: more than the limit."""

    url: str
    status: int | None = None
    content: bytes | None = None
    why: str = ""


def allowed(url: str) -> bool:
    """Whether an address is https, or plain http on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    with contextlib.suppress(ValueError):
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    return parts.scheme == "http" and parts.hostname == "localhost"


def fetch(wanted: Mapping[str, Request], seconds: float = SECONDS) -> dict[str, Answer]:
    """An answer for each request, under its key; after `seconds` those still missing are given up."""
    deadline = time.monotonic() + seconds
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for key in wanted:
        waiting.put(key)
    done: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()

    def work() -> None:
        with requests.Session() as session, contextlib.suppress(queue.Empty):
            while time.monotonic() < deadline:
                key = waiting.get_nowait()
                done.put((key, _get(session, wanted[key], deadline)))

    # Threads that hang on a server which trickles are left behind, and end with the program.
    for _ in range(min(_AT_ONCE, len(wanted))):
        threading.Thread(target=work, daemon=True).start()
    found: dict[str, Answer] = {}
    with contextlib.suppress(queue.Empty):
        while len(found) < len(wanted):
            key, answer = done.get(timeout=max(0.0, deadline - time.monotonic()))
            found[key] = answer
    late = f"no whole answer within {seconds:g} s"
    return {key: found.get(key) or Answer(request.url, why=late) for key, request in wanted.items()}


def _get(session: requests.Session, wanted: Request, deadline: float) -> Answer:
    url = wanted.url
    try:
        for _ in range(REDIRECTS + 1):
            if not allowed(url):
                return Answer(url, why=f"leads to {url}, which is not https")
            answer = session.get(
                url,
                stream=True,
                allow_redirects=False,
                timeout=(_CONNECT, _SILENCE),
                headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "closedcircuit"},
            )
            with answer:
                if not answer.is_redirect:
                    return _read(url, answer, wanted.limit, deadline)
                url = urljoin(url, answer.headers["Location"])
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        return Answer(url, why=str(error) or type(error).__name__)
    return Answer(url, why=f"more than {REDIRECTS} redirects")


def _read(url: str, answer: requests.Response, limit: int, deadline: float) -> Answer:
    content = b""
    while chunk := answer.raw.read1(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > limit:
            return Answer(url, answer.status_code, None, f"more than {limit:,} bytes")
        if time.monotonic() > deadline:
            return Answer(url, why="sent too slowly")
    return Answer(url, answer.status_code, content)
