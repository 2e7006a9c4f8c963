"""Real pictures of forty days ago are gone from every device, and the proof would notice if they were not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from closedcircuit.keeper.slots import Area
from closedcircuit.twin.cameras import Camera
from closedcircuit.twin.erasure import Disks, Erasure, Workshop, count, prove
from tests.keeper.bed import SLOT, ZONE, Bed, faked
from tests.recorder.conftest import record

MARKER = "marker-of-a-fake-camera"
SECONDS = 3


@pytest.fixture
def recorded(beds: Callable[..., Bed], play: Callable[..., list[Camera]]) -> Bed:
    """A recorder that keeps footage for 60 days, with some of 40 days ago and some of 3 days ago."""
    recorder = beds(megabytes=64)
    recorder.configuration["groups"]["site"] = [{"from": "2026-01-01", "days": 60}]
    recorder.write()
    (camera,) = play(MARKER)
    for ago in (40, 3):
        moment = datetime.datetime.now(ZONE) - datetime.timedelta(days=ago)
        recorder.done("prepare", at=moment)
        pattern = recorder.store / "site/%Y-%m-%d/cam-001/%H%M%S.mp4"
        clock = {**faked(moment), "TZ": "Asia/Seoul", "FAKETIME": f"-{ago}d"}
        segments = ["-map", "0:v", "-c", "copy", "-f", "segment", "-segment_time", "60", "-strftime", "1"]
        record(camera, pattern, SECONDS, *segments, **clock)
    return recorder


def _disks(recorder: Bed) -> Disks:
    key_store = Area("key store", "key-store", recorder.root / "key-store.img", 4096, SLOT)
    wrapping_key = Area("wrapping key", "wrapping-key", recorder.root / "wrapping-key.img", 4096, SLOT)
    state = recorder.root / "state"
    return Disks(
        recorder.store, recorder.root / "footage.img", key_store, wrapping_key, state / "ledger.jsonl", (state,)
    )


def _day(ago: int) -> datetime.date:
    return (datetime.datetime.now(ZONE) - datetime.timedelta(days=ago)).date()


def _prove(recorder: Bed, erase: Callable[[], object]) -> Erasure:
    workshop = recorder.root / "workshop"
    workshop.mkdir()
    return prove(_disks(recorder), Workshop(workshop, workshop), MARKER, _day(40), _day(3), lambda: (erase(), None)[1])


def _shorten(recorder: Bed) -> None:
    today = datetime.datetime.now(ZONE).date().isoformat()
    recorder.configuration["groups"]["site"].append({"from": today, "days": 30})
    recorder.write()


def test_a_shorter_retention_ends_real_footage_for_good(recorded: Bed) -> None:
    def erase() -> None:
        recorded.done("erase", at=None)
        assert _day(40).isoformat() in recorded.days(), "60 days are not over yet"
        _shorten(recorded)
        recorded.done("erase", at=None)

    shown = _prove(recorded, erase)
    assert shown.markers_before >= 10 * (SECONDS - 1)
    assert shown.wrapped_key_before == 1
    assert (shown.markers_after, shown.wrapped_key_after, shown.bare_key) == (0, 0, 0)
    assert shown.control_markers >= shown.markers_before, "deleted in the clear, it stays"
    assert shown.kept_key_markers == shown.markers_before, "with its key it would be back"
    assert shown.wrong_key_opens is False
    assert shown.other_day_plays
    assert shown.record_verifies
    assert shown.tampering_found
    assert shown.proved
    assert _day(40).isoformat() not in recorded.days()
    assert _day(3).isoformat() in recorded.days()


def test_an_eraser_that_only_deletes_files_is_found(recorded: Bed) -> None:
    """A liar: the day's files are unlinked and its directory is gone, and the key is where it was."""

    def unlink() -> None:
        for path in (recorded.store / "site" / _day(40).isoformat()).rglob("*.mp4"):
            path.unlink()

    shown = _prove(recorded, unlink)
    assert shown.markers_after == 0, "what is encrypted is not found in any case"
    assert shown.wrapped_key_after == 1
    assert not shown.record_verifies
    assert not shown.proved


@pytest.mark.parametrize(
    "lie",
    [
        {"markers_before": 0},
        {"markers_after": 1},
        {"control_markers": 0},
        {"wrapped_key_before": 0},
        {"wrapped_key_after": 1},
        {"bare_key": 1},
        {"other_day_plays": False},
        {"wrong_key_opens": True},
        {"kept_key_markers": 0},
        {"record_verifies": False},
        {"tampering_found": False},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_each_part_of_the_proof_counts(lie: dict[str, int]) -> None:
    whole = Erasure(9, 0, 9, 1, 0, 0, True, False, 9, True, True)
    assert whole.proved
    assert not replace(whole, **lie).proved


def test_of_two_recorders_the_worse_one_is_told() -> None:
    good = Erasure(9, 0, 9, 1, 0, 0, True, False, 9, True, True)
    for bad in (
        Erasure(0, 0, 9, 1, 0, 0, True, False, 9, True, True),
        Erasure(9, 1, 0, 1, 0, 2, True, True, 9, True, True),
        Erasure(9, 0, 9, 0, 1, 0, False, False, 0, False, False),
    ):
        assert good & bad == bad & good == bad
    assert (good & good).proved


def test_a_search_finds_what_lies_across_two_reads_and_skips_holes(tmp_path: Path) -> None:
    path = tmp_path / "image"
    edge = 4 << 20
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
        for position in (0, edge - 3, 1 << 39, (1 << 40) - 6):
            stream.seek(position)
            stream.write(b"needle")
        stream.write(b"")
    assert count(path, [b"needle"]) == 4
    assert count(path, [b"needle", b"need"]) == 8
    assert count(path, [b"noodle"]) == 0
