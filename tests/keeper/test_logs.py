"""The access log and the record of rights: what is entered, what is refused, what goes on time, and what shows."""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import schema
from closedcircuit.keeper import access, clock, forward, logbook, logs, rights, sessions
from closedcircuit.keeper.errors import ConfigurationError, KeeperError
from closedcircuit.keeper.ledger import Ledger
from closedcircuit.keeper.logbook import Logbook
from tests.keeper.bed import Bed, logs_configuration

NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=9))).timestamp()
DAY = 86400
SSH = {"PAM_TYPE": "open_session", "PAM_SERVICE": "sshd", "PAM_USER": "s10688", "PAM_RHOST": "10.40.10.10"}
SSH |= {"PAM_TTY": "ssh"}
ACCOUNTS = {
    "group": "cctv:x:990:s10688,s10932\ncctv-admin:x:991:s10688\ncctv-live:x:992:s10932\ncctv-playback:x:993:s10932\n",
    "passwd": "root:x:0:0:root:/root:/bin/bash\ns10688:x:1000:1000:recorder-admin:/home/s10688:/bin/bash\n"
    "s10932:x:1001:1001:terminal-manager:/home/s10932:/bin/bash\n",
    "shadow": "root:*:20000:0:99999:7:::\ns10688:!:20000:0:99999:7:::\ns10932:!:20000:0:99999:7:::\n",
}


@dataclass
class Ear:
    """A management host that reads what it is sent."""

    server: socket.socket
    received: list[bytes] = field(default_factory=list)

    @property
    def forward(self) -> dict[str, Any]:
        port = self.server.getsockname()[1]
        return {"address": "127.0.0.1", "port": port, "authority": None, "certificate": None, "key": None}

    @property
    def text(self) -> str:
        return b"".join(self.received).decode()

    def listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.server.accept()
                with connection, connection.makefile("rb") as stream:
                    self.received.append(stream.read())


@pytest.fixture
def ear() -> Iterator[Ear]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        made = Ear(server)
        threading.Thread(target=made.listen, daemon=True).start()
        yield made
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the clock."""
    return lambda moment: monkeypatch.setattr(time, "time", lambda: moment)


@pytest.fixture
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The accounts of a host, to be changed by hand."""
    folder = tmp_path / "etc"
    folder.mkdir()
    for name, text in ACCOUNTS.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(rights, "ETC", folder)
    return folder


@pytest.fixture
def make(
    tmp_path: Path, etc: Path, at: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Logbook]:
    """Makes a host's logs, with a clock that is followed."""
    at(NOW)
    monkeypatch.setattr(clock, "follows", lambda _: True)

    def logs_of(**changed: object) -> Logbook:
        (tmp_path / "logs.json").write_text(json.dumps(logs_configuration(tmp_path) | changed))
        return logbook.load(tmp_path / "logs.json")

    return logs_of


@pytest.fixture
def book(make: Callable[..., Logbook]) -> Logbook:
    return make()


def _entries(book: Logbook, kind: str = "access") -> list[dict[str, Any]]:
    return book.ledger(kind).records()


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- sessions -------------------------------------------------------------------------------------------------------


def test_a_session_is_entered_when_it_opens_and_when_it_closes(book: Logbook) -> None:
    access.session(book, SSH, os.getpid())
    access.session(book, SSH | {"PAM_TYPE": "close_session"}, os.getpid())
    opened, closed = _entries(book)
    assert {key: opened[key] for key in access.FIELDS} == {
        "identifier": "s10688",
        "time": "2026-12-01T09:00:00+09:00",
        "origin": "10.40.10.10",
        "subject": "-",
        "task": "session opened by sshd",
    }
    assert closed["task"] == "session closed by sshd"
    assert book.ledger("access").path.stat().st_mode & 0o777 == 0o600
    assert sessions.origin(book.run / "sessions", os.getpid()) == "", "it is forgotten"


@pytest.mark.parametrize(
    ("told", "outer", "origin"),
    [
        ({"PAM_RHOST": "fd00::1", "PAM_TTY": "ssh"}, "", "fd00::1"),
        ({"PAM_TTY": "/dev/tty1"}, "", "/dev/tty1"),
        ({"PAM_TTY": "/dev/pts/0"}, "10.40.10.10", "10.40.10.10"),
        ({}, "", "local"),
    ],
)
def test_the_origin_is_where_the_person_sits(book: Logbook, told: dict[str, str], outer: str, origin: str) -> None:
    if outer:
        sessions.note(book.run / "sessions", os.getppid(), outer)
    access.session(book, {"PAM_TYPE": "open_session", "PAM_SERVICE": "su", "PAM_USER": "root"} | told, os.getpid())
    assert _entries(book)[0]["origin"] == origin


@pytest.mark.parametrize(
    "word", ["a\nb", '"}\n{"seq":1', "\udcff\x1b[2J", "x" * 5000, "홍", "\u202e", "${IFS}`id`", "\x00"]
)
def test_hostile_words_stay_on_one_line_and_in_the_chain(book: Logbook, word: str) -> None:
    access.session(
        book, {"PAM_TYPE": "open_session"} | dict.fromkeys(("PAM_USER", "PAM_RHOST", "PAM_SERVICE"), word), 1
    )
    access.session(book, SSH, os.getpid())
    assert len(book.ledger("access").path.read_bytes().splitlines()) == 2
    assert book.ledger("access").verify().records == 2
    assert len(_entries(book)[0]["identifier"]) <= 255


def test_a_session_is_not_refused_for_a_full_disk_and_its_entry_is_an_alarm(
    make: Callable[..., Logbook], ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make(forward=ear.forward)
    monkeypatch.setattr(os, "pwrite", _full)
    with pytest.raises(KeeperError, match="No space left"):
        access.session(book, SSH, os.getpid())
    assert sessions.origin(book.run / "sessions", os.getpid()) == "10.40.10.10"
    assert "<106>1 - gangneung-terminal-recorder keeper" in ear.text
    assert '"identifier":"s10688"' in ear.text


def test_what_is_no_session_is_refused(book: Logbook) -> None:
    with pytest.raises(KeeperError, match="neither"):
        access.session(book, SSH | {"PAM_TYPE": "auth"}, os.getpid())


# --- acts -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def person(recorder: Bed) -> Iterator[str]:
    """Somebody whose session this test runs in."""
    folder = recorder.root / "run/sessions"
    sessions.note(folder, os.getpid(), "10.40.10.10")
    yield "s10688"
    sessions.close(folder, os.getpid())


def _log(recorder: Bed) -> list[dict[str, Any]]:
    return Ledger(recorder.root / "state/access.jsonl").records()


HOLD = ["hold", "add", "--id", "theft-17", "--cameras", "cam-001", "--from", "2026-12-01T10:00:00"]
HOLD += ["--to", "2026-12-01T11:00:00", "--reason", "Kim of the dock", "--owner", "security-lead"]
HOLD += ["--approver", "privacy-officer", "--until", "2027-03-01"]


def test_what_a_person_has_the_keeper_do_is_entered_first(recorder: Bed, person: str) -> None:
    recorder.done("prepare")
    recorder.record(datetime.date(2026, 12, 1), "103000.mp4")
    assert recorder.keeper(*HOLD, person=person).code == 0
    assert recorder.keeper("hold", "list", person=person).code == 0
    assert recorder.keeper("hold", "release", "theft-17", person=person).code == 0
    assert recorder.keeper("hold", "release", "kim-of-the-dock", person=person).code == 1
    found = [(entry["identifier"], entry["origin"], entry["subject"], entry["task"]) for entry in _log(recorder)]
    hours = "cam-001 2026-12-01T10:00:00+09:00/2026-12-01T11:00:00+09:00"
    assert found == [
        ("s10688", "10.40.10.10", hours, "keeper hold add"),
        ("s10688", "10.40.10.10", "-", "keeper hold list"),
        ("s10688", "10.40.10.10", "cam-001 2026-12-01T10:00:00/2026-12-01T11:00:00", "keeper hold release"),
        ("s10688", "10.40.10.10", "-", "keeper hold release"),
    ]
    assert "kim" not in (recorder.root / "state/access.jsonl").read_text().lower(), "what is typed is not entered"


def test_an_act_that_cannot_be_entered_is_not_done(recorder: Bed, person: str) -> None:
    recorder.done("prepare")
    recorder.record(datetime.date(2026, 12, 1), "103000.mp4")
    (recorder.root / "state/access.jsonl").mkdir()
    refused = recorder.keeper(*HOLD, person=person)
    assert refused.code == 1
    assert "the access log cannot be written, so nothing was done" in refused.err
    assert not [record for record in recorder.ledger if record["kind"] == "hold"]
    assert list((recorder.root / "holds").glob("theft*")) == []
    recorder.done("erase")


def test_an_act_from_no_session_is_not_done(recorder: Bed) -> None:
    recorder.done("prepare")
    refused = recorder.keeper("state", person="s10688")
    assert (refused.code, refused.out) == (1, "")
    assert "knows no session" in refused.err
    assert _log(recorder) == []


@pytest.mark.parametrize("words", [["hold", "add", *HOLD[2:5], "Kim", *HOLD[6:]], ["restart", "ssh.service"]])
def test_what_is_not_to_be_had_is_refused_without_an_entry(recorder: Bed, person: str, words: list[str]) -> None:
    assert recorder.keeper(*words, person=person).code == 2
    assert _log(recorder) == []


@pytest.mark.parametrize("code", [0, 1])
def test_a_unit_of_the_software_is_started_anew(
    recorder: Bed, person: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = tmp_path / "bin/systemctl"
    stub.write_text(f'#!/bin/sh\necho "$@" >{tmp_path}/asked\nexit {code}\n')
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stub.parent}:{os.environ['PATH']}")
    unit = "closedcircuit-record@cam-001.service"
    assert recorder.keeper("restart", unit, person=person).code == code
    assert (tmp_path / "asked").read_text() == f"restart {unit}\n"
    assert [entry["task"] for entry in _log(recorder)] == [f"keeper restart {unit}"]


def test_the_outermost_session_tells_the_origin(book: Logbook) -> None:
    sessions.note(book.run / "sessions", os.getpid(), "/dev/pts/0")
    sessions.note(book.run / "sessions", os.getppid(), "10.40.10.10")
    access.act(book, "s10688", "-", "keeper state")
    assert _entries(book)[0]["origin"] == "10.40.10.10"


def test_a_number_that_is_used_again_is_another_process(
    book: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, stat = book.run / "sessions", tmp_path / "proc/77/stat"
    stat.parent.mkdir(parents=True)
    monkeypatch.setattr(sessions, "_PROC", tmp_path / "proc")
    stat.write_text("77 (a) b) S 1 " + "0 " * 17 + "4000 0 0\n")
    sessions.note(folder, 77, "10.40.10.10")
    assert sessions.origin(folder, 77) == "10.40.10.10"
    stat.write_text("77 (a) b) S 1 " + "0 " * 17 + "5000 0 0\n")
    assert sessions.origin(folder, 77) == ""


# --- the chain ------------------------------------------------------------------------------------------------------


def _write(path: Path, count: int) -> None:
    for number in range(count):
        Ledger(path, 0o600).append({"kind": "access", "number": number})


def test_many_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write, args=(tmp_path / "access.jsonl", 20)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert Ledger(tmp_path / "access.jsonl").verify().records == 80


def test_who_is_killed_while_writing_leaves_a_whole_chain(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    log = Ledger(tmp_path / "access.jsonl", 0o600)
    seen = None
    for number in range(8):
        writer = context.Process(target=_write, args=(log.path, 10_000))
        writer.start()
        time.sleep(0.02 + number / 250)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join(30)
        log.append({"kind": "access"})
        seen = log.verify(seen)
    assert seen is not None
    assert seen.records > 8


def _days_ago(book: Logbook, at: Callable[[float], None], *days: int) -> None:
    for number in days:
        at(NOW - number * DAY)
        access.session(book, SSH, os.getpid())
    at(NOW)


def test_what_is_over_its_time_goes_and_the_chain_still_verifies(book: Logbook, at: Callable[[float], None]) -> None:
    _days_ago(book, at, 900, 800, 731, 730, 1)
    logs.run(book)
    found = logs.state(book)["access"]
    assert [entry["seq"] for entry in _entries(book)] == [3, 4, 5], "the newest that is over its time shows how far"
    assert (found["since"], found["oldest"], found["hash_chain"]) == ("2024-06-14", "2024-11-30", True)
    assert book.ledger("access").anchor()["seq"] == 2
    at(NOW + 2 * DAY)
    access.session(book, SSH, os.getpid())
    logs.run(book)
    assert [entry["seq"] for entry in _entries(book)] == [4, 5, 6]
    assert logs.state(book)["access"]["since"] == "2024-06-14"


def test_a_log_in_which_little_happens_still_reaches_back(book: Logbook, at: Callable[[float], None]) -> None:
    _days_ago(book, at, 1400, 1)
    logs.run(book)
    assert logs.state(book)["access"]["oldest"] == "2023-01-31"


def test_nothing_goes_by_a_clock_that_nobody_vouches_for(
    book: Logbook, at: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "follows", lambda _: False)
    _days_ago(book, at, 900, 800, 1)
    logs.run(book)
    assert len(_entries(book)) == 3


@pytest.mark.parametrize("after", [False, True])
def test_a_run_that_is_cut_off_while_entries_go_is_no_cut_log(
    book: Logbook, at: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    _days_ago(book, at, 900, 800, 1)
    real = Ledger.forget

    def forget(ledger: Ledger, count: int, told: dict[str, Any]) -> None:
        if after:
            real(ledger, count, told)
        raise OSError(errno.EIO, "power")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "forget", forget)
        with pytest.raises(OSError, match="power"):
            logs.run(book)
    assert logs.state(book)["access"]["hash_chain"]
    logs.run(book)
    assert [entry["seq"] for entry in _entries(book)] == [2, 3]
    assert logs.state(book)["access"]["hash_chain"]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda log: log.path.write_bytes(log.path.read_bytes().replace(b"s10688", b"s10932", 1)),
        lambda log: log.path.write_bytes(b"\n".join(log.path.read_bytes().splitlines()[:-1]) + b"\n"),
        lambda log: log.path.write_bytes(b"\n".join(log.path.read_bytes().splitlines()[1:]) + b"\n"),
        lambda log: log.path.write_bytes(b"[" * 100_000 + b"\n" + log.path.read_bytes()),
        lambda log: log.path.write_bytes(b'{"seq":1,"x":"\\ud800"}\n' + log.path.read_bytes()),
        lambda log: log.forget(2, {"since": "2026-12-01"}),
        lambda log: log.path.unlink(),
    ],
    ids=["changed", "end cut", "beginning cut", "deep", "surrogate", "an anchor of somebody's own", "gone"],
)
def test_a_log_that_was_tampered_with_is_told_of_and_nothing_else_is(
    book: Logbook, at: Callable[[float], None], tamper: Callable[[Ledger], object]
) -> None:
    for _ in range(4):
        access.session(book, SSH, os.getpid())
    logs.run(book)
    tamper(book.ledger("access"))
    at(NOW + 1)
    access.session(book, SSH, os.getpid())
    with pytest.raises(KeeperError):
        logs.run(book)
    assert logs.state(book)["access"] == {"hash_chain": False}
    assert logs.state(book)["rights"]["hash_chain"]


# --- rights ---------------------------------------------------------------------------------------------------------


def _changes(book: Logbook) -> list[tuple[str, str, object, object]]:
    found = [entry for entry in _entries(book, "rights") if entry["kind"] == "rights"]
    return [(entry["identifier"], entry["change"], entry["before"], entry["after"]) for entry in found]


ADMIN = {"role": "recorder-admin", "rights": ["admin"]}
MANAGER = {"role": "terminal-manager", "rights": ["live", "playback"]}


def test_every_grant_change_and_withdrawal_is_one_entry(book: Logbook, etc: Path) -> None:
    logs.run(book)
    logs.run(book)
    assert _changes(book) == [("s10688", "grant", None, ADMIN), ("s10932", "grant", None, MANAGER)]
    group = (etc / "group").read_text()
    (etc / "group").write_text(group.replace("cctv-admin:x:991:s10688", "cctv-admin:x:991:s10688,s10932"))
    logs.run(book)
    wider = {"role": "terminal-manager", "rights": ["admin", "live", "playback"]}
    assert _changes(book)[2:] == [("s10932", "change", MANAGER, wider)]
    (etc / "group").write_text("cctv:x:990:s10688\ncctv-admin:x:991:s10688\n")
    logs.run(book)
    assert _changes(book)[3:] == [("s10932", "withdraw", wider, None)]
    assert book.ledger("rights").verify().records == 5


def test_an_account_that_expires_loses_its_rights_that_day(
    book: Logbook, etc: Path, at: Callable[[float], None]
) -> None:
    until = int(NOW // DAY) + 1
    (etc / "shadow").write_text(
        ACCOUNTS["shadow"].replace("s10932:!:20000:0:99999:7::", f"s10932:!:20000:0:99999:7::{until}")
    )
    logs.run(book)
    at(until * DAY - 1)
    logs.run(book)
    assert len(_changes(book)) == 2
    at(until * DAY)
    logs.run(book)
    assert _changes(book)[2:] == [("s10932", "withdraw", MANAGER, None)]


def test_what_a_hand_grants_is_found_and_a_name_in_an_account_is_not_entered(book: Logbook, etc: Path) -> None:
    (etc / "passwd").write_text(
        ACCOUNTS["passwd"]
        + "x1:x:1002:991:Hong Gildong,,010-0000-0000:/home/x1:/bin/sh\nx2:x:1003:1003:Kim:/:/bin/sh\n"
    )
    (etc / "group").write_text(ACCOUNTS["group"] + "cctv-live-extra:x:994:x2,nobody-there\n")
    logs.run(book)
    found = {identifier: after for identifier, _, _, after in _changes(book)}
    assert found["x1"] == {"role": "", "rights": ["admin"]}, "by the group it has first"
    assert found["x2"] == {"role": "", "rights": ["live-extra"]}
    assert set(found) == {"s10688", "s10932", "x1", "x2"}
    assert "Hong" not in book.ledger("rights").path.read_text()


def test_rights_that_were_granted_before_the_record_reaches_back_are_still_known(
    book: Logbook, etc: Path, at: Callable[[float], None]
) -> None:
    at(NOW - 1200 * DAY)
    logs.run(book)
    at(NOW - 1100 * DAY)
    (etc / "group").write_text(ACCOUNTS["group"].replace("cctv-live:x:992:s10932", "cctv-live:x:992:"))
    logs.run(book)
    at(NOW)
    logs.run(book)
    assert book.ledger("rights").anchor()["rights"] == {"s10688": ADMIN, "s10932": MANAGER}
    logs.run(book)
    assert [change for _, change, _, _ in _changes(book)] == ["change"], "nothing is granted a second time"


# --- the copy -------------------------------------------------------------------------------------------------------


def test_entries_are_sent_once_and_a_copy_counts_when_it_was_confirmed(
    make: Callable[..., Logbook], ear: Ear, at: Callable[[float], None]
) -> None:
    book = make(forward=ear.forward)
    access.session(book, SSH, os.getpid())
    assert logs.state(book)["access"]["remote_copy"], "the latest minutes are on their way"
    at(NOW + logs.LATEST + 1)
    assert not logs.state(book)["access"]["remote_copy"]
    logs.run(book)
    logs.run(book)
    assert logs.state(book)["access"]["remote_copy"]
    assert ear.text.count('"task":"session opened by sshd"') == 1
    assert ear.text.count('"change":"grant"') == 2


def test_what_cannot_be_sent_waits_and_goes_with_the_next_run(
    make: Callable[..., Logbook], ear: Ear, at: Callable[[float], None]
) -> None:
    away = make(forward=ear.forward | {"port": 1})
    access.session(away, SSH, os.getpid())
    with pytest.raises(KeeperError, match="could not be sent to"):
        logs.run(away)
    at(NOW + logs.LATEST + 1)
    assert not logs.state(away)["access"]["remote_copy"]
    assert len(json.loads(away.state_file.read_text())["problems"]) == 2
    logs.record(away)  # a deploy that grants rights does not fail for a management host that is away
    back = make(forward=ear.forward)
    logs.run(back)
    assert logs.state(back)["access"]["remote_copy"]
    assert json.loads(back.state_file.read_text())["problems"] == []


def test_entries_that_went_on_time_are_not_counted_as_sent(
    make: Callable[..., Logbook], ear: Ear, at: Callable[[float], None]
) -> None:
    book = make(forward=ear.forward)
    _days_ago(book, at, 900, 800, 1)
    logs.run(book)
    access.session(book, SSH, os.getpid())
    logs.run(book)
    assert ear.text.count('"kind":"access"') == 4


def test_what_is_written_while_entries_are_sent_goes_as_well(
    make: Callable[..., Logbook], ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make(forward=ear.forward)
    access.session(book, SSH, os.getpid())
    real = forward.send

    def send(*words: Any) -> None:
        real(*words)
        if len(_entries(book)) == 1:
            access.session(book, SSH | {"PAM_TYPE": "close_session"}, os.getpid())

    monkeypatch.setattr(forward, "send", send)
    logs.run(book)
    assert "session closed" in ear.text


def test_without_a_management_host_there_is_no_copy(book: Logbook) -> None:
    access.session(book, SSH, os.getpid())
    assert logs.state(book)["access"]["remote_copy"] is False


# --- the program ----------------------------------------------------------------------------------------------------


def test_the_state_says_what_entries_hold_and_nothing_of_them(book: Logbook) -> None:
    assert logs.state(book) == {}
    access.session(book, SSH, os.getpid())
    logs.run(book)
    assert logs.state(book) == {
        "access": {
            "fields": ["identifier", "time", "origin", "subject", "task"],
            "kept_days": 731,
            "since": "2026-12-01",
            "oldest": "2026-12-01",
            "newest": "2026-12-01T09:00:00+09:00",
            "remote_copy": False,
            "hash_chain": True,
        },
        "rights": {
            "kept_days": 1096,
            "since": "2026-12-01",
            "oldest": "2026-12-01",
            "newest": "2026-12-01T09:00:00+09:00",
            "remote_copy": False,
            "hash_chain": True,
        },
    }
    book.ledger("access").append(book.entry("access", {"identifier": "s1", "task": "x"}))
    assert logs.state(book)["access"]["fields"] == ["identifier", "time", "task"], "what every entry holds"


def test_the_command_says_what_went_wrong(
    book: Logbook, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = ["--config", str(tmp_path / "logs.json")]
    assert logs.main([*config, "record"]) == 0
    assert [entry["kind"] for entry in _entries(book, "rights")] == ["begin", "rights", "rights"]
    assert logs.main([*config, "run"]) == 0
    assert logs.main([*config, "state"]) == 0
    assert json.loads(capsys.readouterr().out)["rights"]["hash_chain"]
    for key, value in SSH.items():
        monkeypatch.setenv(key, value)
    assert logs.main([*config, "session"]) == 0
    book.ledger("access").path.write_text("rubbish\n")
    assert logs.main([*config, "run"]) == 1
    assert "<2>keeper: logs: " in capsys.readouterr().err
    book.ledger("rights").path.unlink()
    book.ledger("rights").path.mkdir()
    assert logs.main([*config, "record"]) == 1
    (tmp_path / "logs.json").write_text("{}")
    assert logs.main([*config, "run"]) == 2


def test_the_schema_and_the_host_read_the_same_configuration(tmp_path: Path) -> None:
    told = logs_configuration(tmp_path)
    assert list(schema.validator("keeper-logs").iter_errors(told)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", 2),
        ("host", "a b"),
        ("roles", "admin"),
        ("roles", ["Hong Gildong"]),
        ("restart", [""]),
        ("days", {"access": 731}),
        ("days", {"access": 731, "rights": 0}),
        ("state", "state"),
        ("run", "/run/../etc"),
        ("surprise", 1),
    ],
)
def test_neither_takes_what_is_wrong(make: Callable[..., Logbook], tmp_path: Path, place: str, value: object) -> None:
    with pytest.raises(ConfigurationError):
        make(**{place: value})
    told = json.loads((tmp_path / "logs.json").read_text())
    assert list(schema.validator("keeper-logs").iter_errors(told))
