"""The access log: who came to the host and from where, and what they had the keeper do.

An entry holds the account, the time, the origin, the subject (for footage: which cameras and hours) and the task. No
text that a person typed is in it, only what the configuration or the clock confirms.
"""

from __future__ import annotations

import os
import syslog
from collections.abc import Mapping
from pathlib import Path

from . import forward, sessions
from .errors import KeeperError
from .ledger import canonical
from .logbook import Logbook, plain

FIELDS = ("identifier", "time", "origin", "subject", "task")
NOTHING = "-"
_TASKS = {"open_session": "session opened", "close_session": "session closed"}


def session(book: Logbook, told: Mapping[str, str], process: int) -> None:
    """Enter what PAM tells of a session that `process` opens or closes; PAM's items are `told` as its environment.

    A session is never refused here: whoever mends a full disk has to get in. An entry that cannot be written goes to
    the journal and the management host as an alarm instead, and then this raises KeeperError.
    """
    kind = told.get("PAM_TYPE", "")
    if kind not in _TASKS:
        raise KeeperError(f"PAM told of {plain(kind)!r}, and neither of a session's beginning nor of its end")
    service, asker = (plain(told.get(name, "")) for name in ("PAM_SERVICE", "PAM_RUSER"))
    origin = plain(told.get("PAM_RHOST", "")) or _origin(book, process) or plain(told.get("PAM_TTY", "")) or "local"
    entry = book.entry(
        "access",
        {
            "identifier": plain(told.get("PAM_USER", "")) or NOTHING,
            "origin": origin,
            "subject": NOTHING,
            "task": f"{_TASKS[kind]} by {service or NOTHING}" + (f" for {asker}" if asker else ""),
        },
    )
    problems = []
    try:
        book.ledger("access").append(entry)
    except OSError as error:
        problems.append(f"the access log cannot be written ({error.strerror}): {canonical(entry).decode()}")
    try:
        if kind == "open_session":
            sessions.note(_folder(book), process, origin)
        else:
            sessions.close(_folder(book), process)
    except OSError as error:
        problems.append(f"the session's origin cannot be noted: {error.strerror}")
    for problem in problems:
        syslog.syslog(syslog.LOG_AUTHPRIV | syslog.LOG_CRIT, problem)  # what runs in PAM has no standard error
        forward.shout(book.forward, book.host, problem)
    if problems:
        raise KeeperError(problems[0])


def act(book: Logbook, person: str, subject: str, task: str) -> None:
    """Enter what a person is about to have done. Raises KeeperError where that cannot be, and then nothing is done."""
    origin = _origin(book, os.getpid())
    if not origin:
        raise KeeperError("the access log knows no session in which this was asked, so it is not done; log in anew")
    values = {"identifier": plain(person), "origin": origin, "subject": subject, "task": task}
    try:
        book.ledger("access").append(book.entry("access", values))
    except OSError as error:
        raise KeeperError(f"the access log cannot be written, so nothing was done: {error.strerror}") from error


def _origin(book: Logbook, process: int) -> str:
    return sessions.origin(_folder(book), process)


def _folder(book: Logbook) -> Path:
    return book.run / "sessions"
