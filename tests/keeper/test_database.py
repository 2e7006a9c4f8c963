"""What the recording software's database says decides when a day is over, and is looked at afterwards.

The client is a stand-in that answers in the form of MariaDB's; the twin asks the real one.
"""

from __future__ import annotations

import datetime

import pytest

from tests.keeper.bed import TODAY, Bed

AT = datetime.datetime.combine(TODAY + datetime.timedelta(days=31), datetime.time(0, 40))


@pytest.fixture
def zoneminder(recorder: Bed) -> Bed:
    """A recorder that writes camera-first, with its database."""
    recorder.configuration["store"]["layout"] = "camera-first"
    recorder.configuration["cameras"] = {"cam-001": {"group": "site", "directory": "1"}}
    recorder.configuration["database"] = [str(recorder.root / "bin/mariadb"), "zm"]
    recorder.write()
    _answer(recorder, ("7", "1", "2026-12-01 10:00:00", "2026-12-01 10:05:00"))
    recorder.done("prepare")
    return recorder


def _answer(recorder: Bed, *rows: tuple[str, ...]) -> None:
    (recorder.root / "rows").write_text("".join("\t".join(row) + "\n" for row in rows))
    client = recorder.root / "bin/mariadb"
    client.write_text(f"#!/bin/sh\nexec cat {recorder.root}/rows\n")
    client.chmod(0o755)


def test_an_event_past_midnight_is_kept_for_its_whole_time(zoneminder: Bed) -> None:
    _answer(zoneminder, ("8", "1", "2026-12-01 23:55:00", "2026-12-02 00:40:00"))
    zoneminder.done("erase", at=AT - datetime.timedelta(seconds=5))
    assert zoneminder.destroyed == []
    zoneminder.done("erase", at=AT)
    assert len(zoneminder.destroyed) == 1


def test_rows_of_a_day_that_went_are_told_of_once_the_software_had_a_day_to_drop_them(zoneminder: Bed) -> None:
    zoneminder.done("erase", at=AT)
    assert len(zoneminder.destroyed) == 1
    late = zoneminder.keeper("erase", at=AT + datetime.timedelta(days=1, hours=1))
    assert late.code == 1
    assert "still lists events of 1 on 2026-12-01" in late.err


@pytest.mark.parametrize("granularity", [1, 0])
def test_the_rule_of_the_software_has_an_hour_of_its_day_after_a_day_that_ended_early(
    zoneminder: Bed, granularity: int
) -> None:
    zoneminder.configuration["erasure_granularity_days"] = granularity
    zoneminder.write()
    _answer(zoneminder, ("8", "1", "2026-12-01 08:00:00", "2026-12-01 09:00:00"))
    zoneminder.done("erase", at=datetime.datetime(2026, 12, 30 + granularity, 9, 0, 5))
    assert len(zoneminder.destroyed) == 1
    due = datetime.datetime(2027, 1, 1 + granularity)
    zoneminder.done("erase", at=due + datetime.timedelta(minutes=59))
    late = zoneminder.keeper("erase", at=due + datetime.timedelta(hours=1, seconds=5))
    assert "still lists events of 1 on 2026-12-01" in late.err


def test_a_database_that_is_down_delays_nothing(zoneminder: Bed) -> None:
    (zoneminder.root / "bin/mariadb").write_text("#!/bin/sh\necho down >&2\nexit 1\n")
    failed = zoneminder.keeper("erase", at=AT)
    assert failed.code == 1
    assert "database does not answer: down" in failed.err
    assert len(zoneminder.destroyed) == 1


def test_a_hold_takes_the_events_that_the_database_names(zoneminder: Bed) -> None:
    day = zoneminder.store / "1" / TODAY.isoformat()
    for event in ("7", "9"):
        (day / event).mkdir()
        (day / event / f"{event}-video.mp4").write_bytes(b"picture")
    _answer(
        zoneminder,
        ("7", "1", "2026-12-01 10:00:00", "2026-12-01 10:05:00"),
        ("9", "1", "2026-12-01 11:00:00", "2026-12-01 11:05:00"),
    )
    zoneminder.done(
        *("hold", "add", "--id", "h", "--cameras", "cam-001", "--from", "2026-12-01T10:04:00"),
        *("--to", "2026-12-01T10:30:00", "--reason", "r", "--owner", "o", "--approver", "a", "--until", "2027-01-01"),
    )
    held = [path.name for path in (zoneminder.root / "holds/h").rglob("*.mp4")]
    assert held == ["7-video.mp4"]
