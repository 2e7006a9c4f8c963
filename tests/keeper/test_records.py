"""The ledger, holds, the end of a recorder, and what the configuration may say."""

from __future__ import annotations

import datetime
import json
import re
import socket
import threading
from pathlib import Path

import pytest

from closedcircuit import schema
from closedcircuit.keeper import configuration, days
from closedcircuit.keeper.errors import ConfigurationError, KeeperError
from closedcircuit.keeper.ledger import Head, Ledger
from tests.keeper.bed import TODAY, ZONE, Bed

OVER = datetime.datetime.combine(TODAY + datetime.timedelta(days=31), datetime.time(0, 10))
_HOLD = {
    "--id": "theft-17",
    "--cameras": "cam-001",
    "--from": "2026-12-01T10:00:00",
    "--to": "2026-12-01T11:00:00",
    "--reason": "Theft at the gate",
    "--owner": "security-lead",
    "--approver": "privacy-officer",
    "--until": "2027-03-01",
}


def _hold(**changed: str) -> list[str]:
    values = _HOLD | {f"--{key}": value for key, value in changed.items()}
    return ["hold", "add", *(word for pair in values.items() for word in pair)]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "ledger.jsonl")
    for number in range(5):
        made.append({"kind": "destroy", "day": f"2026-12-0{number + 1}", "files": number})
    return made


def test_an_untouched_ledger_verifies(ledger: Ledger) -> None:
    head = ledger.verify()
    assert head.records == 5
    assert ledger.verify(head) == head


@pytest.mark.parametrize(
    ("what", "line", "change"),
    [
        ("a changed figure", 3, lambda lines: [re.sub(r'"files":2', '"files":9', line) for line in lines]),
        ("a removed record", 2, lambda lines: [lines[0], *lines[2:]]),
        ("a repeated record", 3, lambda lines: [*lines[:2], lines[1], *lines[2:]]),
        ("two swapped", 2, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
        ("another spelling", 1, lambda lines: [lines[0].replace(",", ", "), *lines[1:]]),
        ("something else", 4, lambda lines: [*lines[:3], "rubbish", *lines[4:]]),
    ],
)
def test_a_tampered_ledger_is_found_at_its_line(ledger: Ledger, what: str, line: int, change) -> None:  # type: ignore[no-untyped-def]
    ledger.path.write_text("\n".join(change(ledger.path.read_text().splitlines())) + "\n")
    with pytest.raises(KeeperError, match=rf"ledger\.jsonl:{line}: "):
        ledger.verify()


def test_a_cut_tail_is_found_by_the_head_that_was_seen(ledger: Ledger) -> None:
    head = ledger.verify()
    ledger.path.write_text("\n".join(ledger.path.read_text().splitlines()[:-1]) + "\n")
    assert ledger.verify() != head
    with pytest.raises(KeeperError, match="its end was cut off"):
        ledger.verify(head)
    ledger.append({"kind": "destroy", "day": "2026-12-05", "files": 99})
    with pytest.raises(KeeperError, match="lacks record 5"):
        ledger.verify(Head(head.records, head.hash))


def test_a_line_that_was_cut_short_by_a_power_cut_is_written_anew(ledger: Ledger) -> None:
    with ledger.path.open("ab") as stream:
        stream.write(b'{"kind":"destr' + b"x" * 2000)
    ledger.append({"kind": "destroy", "day": "2026-12-06", "files": 6})
    assert ledger.verify().records == 6


def test_a_cut_ledger_makes_the_keeper_fail(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.done("erase", at=OVER)
    recorder.done("ledger", "verify")
    seen = f"{len(recorder.ledger)}:{recorder.ledger[-1]['hash']}"
    recorder.done("ledger", "verify", "--seen", seen)
    (recorder.root / "state/ledger.jsonl").write_text("")
    assert recorder.keeper("ledger", "verify").code == 1
    failed = recorder.keeper("erase", at=OVER)
    assert failed.code == 1
    assert "its end was cut off" in failed.err
    # Whoever cuts the ledger may cut the state as well; a head that was seen from outside is not in their hands.
    (recorder.root / "state/state.json").unlink()
    recorder.done("ledger", "verify")
    outside = recorder.keeper("ledger", "verify", "--seen", seen)
    assert outside.code == 1
    assert "its end was cut off" in outside.err


def test_ledger_and_alarms_reach_the_management_host(recorder: Bed) -> None:
    received = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)

        def serve() -> None:
            for _ in range(2):
                connection, _address = server.accept()
                with connection, connection.makefile("rb") as stream:
                    received.append(stream.read())

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        recorder.configuration["forward"] = {
            "address": "127.0.0.1", "port": server.getsockname()[1], "authority": None, "certificate": None, "key": None
        }  # fmt: skip
        recorder.write()
        recorder.done("prepare")
        recorder.done("erase", at=OVER)
        recorder.detach("key-store")
        assert recorder.keeper("erase", at=OVER).code == 1
        thread.join(30)
    sent = [json.loads(part) for part in re.findall(r"\{[^{]*(?:\{[^}]*\})?[^}]*\}", received[0].decode())]
    assert sent == recorder.ledger
    assert re.match(rb"\d+ <106>1 - gangneung-terminal-recorder keeper - - - erase: no copy of the key", received[1])


def test_a_management_host_that_is_away_delays_the_records_and_is_told_of(recorder: Bed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    recorder.configuration["forward"] = {
        "address": "127.0.0.1", "port": port, "authority": None, "certificate": None, "key": None
    }  # fmt: skip
    recorder.write()
    recorder.done("prepare")
    failed = recorder.keeper("erase", at=OVER)
    assert failed.code == 1
    assert f"could not be sent to 127.0.0.1:{port}" in failed.err
    assert len(recorder.destroyed) == 1, "the deadline holds all the same"
    assert not (recorder.root / "state/forwarded.json").exists()


def test_a_hold_keeps_what_it_names_apart_until_its_date_while_the_day_goes(recorder: Bed) -> None:
    recorder.done("prepare")
    for name in ("092000.mp4", "095500.mp4", "103000.mp4", "110000.mp4"):
        recorder.record(TODAY, name)
    recorder.done(*_hold())
    copies = sorted((recorder.root / "holds/theft-17").rglob("*.mp4"))
    assert [path.name for path in copies] == ["095500.mp4", "103000.mp4"], "what may overlap is held, and no more"
    (line,) = [record for record in recorder.ledger if record["kind"] == "hold"]
    assert (line["hold"], line["files"], line["approver"], line["until"]) == (
        "theft-17",
        2,
        "privacy-officer",
        "2027-03-01",
    )
    assert json.loads(recorder.done("hold", "list").out)["reason"] == "Theft at the gate"
    recorder.done(*_hold())
    assert len([record for record in recorder.ledger if record["kind"] == "hold"]) == 1, "done twice it is done once"

    recorder.done("erase", at=OVER)
    assert [record["file"] for record in recorder.destroyed] == ["site/2026-12-01"]
    recorder.reboot()
    recorder.done("unlock", at=OVER)
    assert copies[0].read_bytes() == b"picture"

    recorder.done("erase", at=datetime.datetime(2027, 3, 1, 23, 59, 59))
    assert copies[0].exists()
    recorder.done("erase", at=datetime.datetime(2027, 3, 2, 0, 0, 0))
    assert not copies[0].parent.exists()
    gone = recorder.destroyed[-1]
    assert (gone["file"], gone["hold"], gone["files"]) == ("hold/theft-17", "theft-17", 2)


def test_a_hold_may_be_released_early(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.record(TODAY, "103000.mp4")
    recorder.done(*_hold())
    recorder.done("hold", "release", "theft-17")
    assert recorder.destroyed[-1]["reason"] == "released"
    assert recorder.keeper("hold", "release", "theft-17").code == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"cameras": "cam-009"}, "there is no camera cam-009"),
        ({"until": "2026-12-01"}, "still to come"),
        ({"to": "2026-12-01T09:00:00"}, "ends later than that"),
        ({"reason": " "}, "needs its reason"),
        ({"id": "../x"}, "no name for a hold"),
        ({"from": "yesterday"}, "write moments as"),
    ],
)
def test_a_hold_that_says_too_little_is_refused(recorder: Bed, changed: dict[str, str], told: str) -> None:
    recorder.done("prepare")
    refused = recorder.keeper(*_hold(**changed))
    assert refused.code == 2
    assert told in refused.err
    assert list((recorder.root / "holds").iterdir()) == [recorder.root / "holds/lost+found"]


def test_a_disk_with_footage_takes_the_keys_of_all_days_with_it(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.record(TODAY)
    entry = recorder.entry(TODAY)
    assert recorder.keeper("retire", "--disk", "SN-FOOTAGE").code == 2, "not without --yes"
    recorder.done("retire", "--disk", "SN-FOOTAGE", "--yes")
    assert recorder.days() == []
    assert entry["wrapped"].encode() not in recorder.raw("key-store")
    assert {record["reason"] for record in recorder.destroyed} == {"retired"}
    (record,) = [record for record in recorder.ledger if record["kind"] == "retire"]
    assert (record["serial"], record["medium"], record["method"]) == ("SN-FOOTAGE", "hdd", "key-destruction")
    recorder.done("prepare")
    assert recorder.days() == ["2026-12-01", "2026-12-02", "2026-12-03"], "a new disk goes on in its place"


def test_the_end_of_a_recorder_leaves_no_key_and_a_record_for_each_disk(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.record(TODAY, "103000.mp4")
    recorder.done(*_hold())
    recorder.done("retire", "--yes")
    recorder.done("retire", "--yes")
    serials = [record["serial"] for record in recorder.ledger if record["kind"] == "retire"]
    assert serials == ["SN-FOOTAGE", "SN-KEYS", "SN-WRAP"]
    assert recorder.days() == []
    assert not any(recorder.raw("key-store")[4096:])
    assert not any(recorder.raw("wrapping-key")[4096:])
    recorder.done("ledger", "verify")
    refused = recorder.keeper("prepare")
    assert refused.code == 1
    assert "was retired" in refused.err


def test_a_key_store_that_is_lost_can_be_retired_and_replaced(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.record(TODAY)
    recorder.detach("key-store")
    retired = recorder.keeper("retire", "--disk", "SN-KEYS", "--yes")
    assert retired.code == 1, "the disk itself has still to be destroyed"
    assert "destroy the disk itself" in retired.err
    assert recorder.days() == []
    (recorder.root / "key-store.img").write_bytes(bytes(1 << 20))
    recorder.attach("key-store")
    recorder.done("prepare")
    recorder.done("erase")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [("Europe/Berlin", "2026-03-29", 23), ("Europe/Berlin", "2026-10-25", 25), ("Asia/Seoul", "2026-12-01", 24)],
)
def test_a_day_has_the_hours_of_its_zone(zone: str, day: str, hours: int) -> None:
    there, date = days.ZoneInfo(zone), datetime.date.fromisoformat(day)
    end = days.end_of(date, there)
    assert end - days.end_of(date - datetime.timedelta(days=1), there) == hours * 3600
    assert days.day_of(end - 1, there) == date
    assert days.day_of(end, there) == date + datetime.timedelta(days=1)


def test_a_deadline_is_the_same_time_on_the_wall_and_never_early() -> None:
    berlin = days.ZoneInfo("Europe/Berlin")
    start = datetime.datetime(2026, 9, 25, 2, 30, tzinfo=berlin).timestamp()
    over = days.deadline(start, 30, berlin)
    assert over == datetime.datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1).timestamp()
    assert over - start == 30 * 86400 + 3600


def test_the_schema_and_the_recorder_read_the_same_configuration(recorder: Bed) -> None:
    assert list(schema.validator("keeper").iter_errors(recorder.configuration)) == []
    loaded = configuration.load(recorder.root / "keeper.json")
    assert loaded.zone == ZONE


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", 2),
        ("timezone", "Seoul"),
        ("holds", "holds"),
        ("state", "/var/../etc"),
        ("recorder", "a b"),
        ("erasure_granularity_days", 7),
        ("erasure_granularity_days", True),
        ("groups", {"site": []}),
        ("groups", {"../x": [{"from": "2026-01-01", "days": 30}]}),
        ("groups", {"site": [{"from": "2026-01-01", "days": 0}]}),
        ("cameras", {"cam-001": {"group": "site", "directory": "../other"}}),
        ("cameras", {"cam-001": {"group": "site", "directory": "$(reboot)"}}),
        ("cameras", {"cam-001": {"group": "site"}}),
        ("surprise", 1),
    ],
)
def test_neither_takes_what_is_wrong(recorder: Bed, place: str, value: object) -> None:
    recorder.configuration[place] = value
    recorder.write()
    with pytest.raises(ConfigurationError):
        configuration.load(recorder.root / "keeper.json")
    if place != "timezone":
        assert list(schema.validator("keeper").iter_errors(recorder.configuration))
    assert recorder.keeper("prepare").code == 2
