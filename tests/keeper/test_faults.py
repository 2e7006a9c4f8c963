"""Whatever goes wrong, nothing goes unsaid, nothing is recorded that did not happen, and the next run makes it good."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.keeper.bed import SLOT, TODAY, Bed

NEXT = TODAY + datetime.timedelta(days=1)
OVER = datetime.datetime.combine(TODAY + datetime.timedelta(days=31), datetime.time(0, 10))
MARKER = b"MARK-2f90-faults"
STEPS = 40
"""More steps than a run takes: the test below counts them."""


@pytest.mark.slow
def test_a_power_cut_at_any_step_ends_as_if_it_had_not_been(beds: Callable[..., Bed]) -> None:
    """Kill -9 after each step, run again: the same end, one record, nothing left of the key on any device."""
    recorder = beds(mirrors=True, megabytes=16)
    recorder.done("prepare")
    recorder.record(TODAY, content=MARKER * 100)
    other = recorder.record(NEXT, content=MARKER)
    entry = recorder.entry(TODAY)
    key = recorder.bare_key(entry)
    recorder.done("erase", at=OVER - datetime.timedelta(seconds=30))
    images = ["footage", *recorder.areas]

    def swap(source: str, target: str) -> None:
        recorder.unmount()
        recorder.detach(*recorder.areas)
        for name in images:
            shutil.copyfile(recorder.root / f"{name}{source}", recorder.root / f"{name}{target}")
        recorder.attach(*recorder.areas)
        recorder.mount()

    swap(".img", ".kept")
    shutil.copytree(recorder.root / "state", recorder.root / "state.kept")
    killed = []
    for step in range(STEPS):
        recorder.done("unlock", at=OVER)
        done = recorder.keeper("erase", at=OVER, kill=step)
        if done.code == 0:
            break
        assert done.code == -9, done.err
        killed.append(done.out)
        if step % 2:
            recorder.reboot()
            recorder.done("unlock", at=OVER)
        recorder.done("erase", at=OVER)
        (record,) = recorder.destroyed
        where = f"killed after: {done.out}"
        assert (record["files"], record["bytes"]) == (1, 100 * len(MARKER)), where
        assert not (recorder.store / "site" / TODAY.isoformat()).exists(), where
        assert other.read_bytes() == MARKER, where
        assert recorder.state["pending"] == [], where
        for name in images:
            raw = recorder.raw(name)
            assert entry["wrapped"].encode() not in raw, f"{where}: {name}"
            assert key not in raw, f"{where}: {name}"
        assert len({recorder.slot(name) for name in recorder.areas}) == 2, "mirrors differ"
        swap(".kept", ".img")
        shutil.rmtree(recorder.root / "state")
        shutil.copytree(recorder.root / "state.kept", recorder.root / "state")
    assert len(killed) > 30, killed
    assert "counted" in killed
    assert "recorded" in killed


def test_a_power_cut_while_days_are_prepared_leaves_no_day_in_the_clear(beds: Callable[..., Bed]) -> None:
    recorder = beds(megabytes=16)
    for step in range(STEPS):
        done = recorder.keeper("prepare", at=TODAY + datetime.timedelta(days=step), kill=step)
        if done.code == 0:
            break
        assert done.code == -9, done.err
        if step % 2:
            recorder.reboot()
        recorder.done("prepare", at=TODAY + datetime.timedelta(days=step))
        assert recorder.keeper("erase", at=TODAY + datetime.timedelta(days=step)).code == 0
    assert step > 10
    assert len(recorder.days()) == step + 3


def test_an_erasure_is_complete_only_when_the_mirror_has_confirmed(beds: Callable[..., Bed]) -> None:
    recorder = beds(mirrors=True)
    recorder.done("prepare")
    recorder.record(TODAY)
    entry = recorder.entry(TODAY)
    recorder.detach("key-store-mirror")
    partly = recorder.keeper("erase", at=OVER)
    assert partly.code == 1
    assert partly.err.startswith("<2>keeper: erase: ")
    assert "mirror of the key store" in partly.err
    assert recorder.destroyed == []
    assert recorder.state["pending"] == ["site/2026-12-01"]
    assert recorder.state["copies"]["mirror of the key store"] is False
    assert recorder.state["erasure"]["ran"] is None
    recorder.attach("key-store-mirror")
    assert entry["wrapped"].encode() in recorder.raw("key-store-mirror")
    recorder.done("erase", at=OVER + datetime.timedelta(hours=1))
    assert entry["wrapped"].encode() not in recorder.raw("key-store-mirror")
    (record,) = recorder.destroyed
    assert record["destroyed"] == "2026-12-31T15:10:00Z", "it says when the key went, not when that was confirmed"
    assert record["files"] == 1


def test_a_mirror_alone_keeps_the_recorder_going(beds: Callable[..., Bed]) -> None:
    recorder = beds(mirrors=True)
    recorder.done("prepare")
    path = recorder.record(TODAY)
    recorder.reboot()
    recorder.detach("key-store", "wrapping-key")
    assert recorder.keeper("unlock").code == 1
    assert path.read_bytes() == b"picture"
    assert recorder.keeper("prepare", at=NEXT).code == 1
    assert "2026-12-04" in recorder.days()
    recorder.attach("key-store", "wrapping-key")
    recorder.done("prepare", at=NEXT)
    assert recorder.slot("key-store") == recorder.slot("key-store-mirror")


def test_an_old_copy_put_in_place_of_the_key_store_is_noticed_and_destroyed_again(recorder: Bed) -> None:
    recorder.done("prepare")
    old = {name: recorder.raw(name) for name in recorder.areas}
    recorder.done("erase", at=OVER)
    recorder.detach(*recorder.areas)
    for name, raw in old.items():
        (recorder.root / f"{name}.img").write_bytes(raw)
    recorder.attach(*recorder.areas)
    noticed = recorder.keeper("erase", at=OVER)
    assert noticed.code == 1
    assert "went back from generation 3 to 1" in noticed.err
    assert len(recorder.destroyed) == 1
    assert [entry["day"] for entry in json.loads(recorder.slot("key-store"))["entries"]] == ["2026-12-02", "2026-12-03"]


@pytest.mark.parametrize("lost", ["key-store", "wrapping-key"])
def test_without_the_key_store_nothing_is_claimed_and_the_next_run_catches_up(recorder: Bed, lost: str) -> None:
    recorder.done("prepare")
    path = recorder.record(TODAY)
    recorder.detach(lost)
    failed = recorder.keeper("erase", at=OVER)
    assert failed.code == 1
    assert "no copy of the" in failed.err
    assert recorder.destroyed == []
    assert not path.exists(), "what is over its time stays readable"
    assert len(list((recorder.store / "site/2026-12-01").rglob("*"))) == 2, "what was not counted is gone"
    recorder.attach(lost)
    recorder.done("erase", at=OVER)
    (record,) = recorder.destroyed
    assert record["files"] == 1


def test_a_device_that_holds_something_else_is_not_written_to(recorder: Bed) -> None:
    foreign = os.urandom(4096) + bytes(SLOT * 2)
    recorder.detach("key-store")
    (recorder.root / "key-store.img").write_bytes(bytes(4096) + foreign.ljust(1 << 20, b"\0"))
    recorder.attach("key-store")
    refused = recorder.keeper("prepare")
    assert refused.code == 1
    assert "holds something that is not ours" in refused.err
    assert (recorder.root / "key-store.img").read_bytes()[4096:].startswith(foreign)


def test_both_halves_on_one_disk_are_refused(recorder: Bed) -> None:
    recorder.configuration["keys"]["wrapping_key"] |= {
        "device": str(recorder.root / "dev/key-store"),
        "offset": 1 << 18,
    }
    recorder.write()
    assert "lie on one disk" in recorder.keeper("prepare").err


def test_a_file_is_no_place_for_keys(recorder: Bed) -> None:
    recorder.configuration["keys"]["key_store"]["device"] = str(recorder.root / "key-store.img")
    recorder.write()
    assert "is no block device" in recorder.keeper("prepare").err


def test_a_tampered_key_store_is_noticed(recorder: Bed) -> None:
    recorder.done("prepare")
    whole = bytearray(recorder.raw("key-store"))
    place = whole.index(b'"wrapped"') + 20
    whole[place] ^= 1
    recorder.detach("key-store")
    (recorder.root / "key-store.img").write_bytes(whole)
    recorder.attach("key-store")
    assert recorder.keeper("erase", at=OVER).code == 1
    assert recorder.destroyed == []


def test_a_clock_that_went_back_or_leapt_destroys_nothing_until_it_is_believed(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.done("erase")
    recorder.synchronised(False)
    for moment in (datetime.datetime(2026, 12, 1, 11, 59), datetime.datetime(2026, 12, 3, 12, 0, 1), OVER):
        doubted = recorder.keeper("erase", at=moment)
        assert doubted.code == 1
        assert "nothing is destroyed" in doubted.err
        assert recorder.destroyed == []
        assert recorder.state["clock"]["doubt"]
    recorder.done("erase", at=datetime.datetime(2026, 12, 3, 11, 59))
    recorder.synchronised(True)
    recorder.done("erase", at=OVER)
    assert len(recorder.destroyed) == 1


def test_a_clock_may_be_accepted_by_a_person_who_says_why(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.done("erase")
    recorder.synchronised(False)
    assert recorder.keeper("erase", at=OVER).code == 1
    assert recorder.keeper("clock", "accept", "--reason", " ", at=OVER).code == 2
    recorder.done("clock", "accept", "--reason", "The gateway is being replaced", at=OVER)
    recorder.done("erase", at=OVER)
    assert [record["reason"] for record in recorder.ledger if record["kind"] == "clock"] == [
        "The gateway is being replaced"
    ]
    assert len(recorder.destroyed) == 1


def test_a_clock_that_follows_another_source_is_not_vouched_for(recorder: Bed) -> None:
    recorder.configuration["clock"]["source"] = "10.43.10.99"
    recorder.write()
    recorder.done("prepare")
    assert recorder.keeper("erase").code == 1


def test_no_day_is_prepared_by_a_clock_that_went_back(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.synchronised(False)
    assert recorder.keeper("prepare", at=datetime.date(1970, 1, 2)).code == 1
    assert recorder.days() == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_days_of_a_clock_that_ran_ahead_go_if_empty_and_are_told_of_if_not(recorder: Bed) -> None:
    recorder.done("prepare", at=datetime.date(2027, 5, 1))
    recorder.record(datetime.date(2027, 5, 2))
    recorder.done("prepare")
    told = recorder.keeper("erase")
    assert told.code == 1
    assert "site/2027-05-02: footage lies under a day that is still to come" in told.err
    assert recorder.days() == ["2026-12-01", "2026-12-02", "2026-12-03", "2027-05-02"]


def test_a_system_disk_without_room_for_the_record_delays_the_record_alone(recorder: Bed) -> None:
    """The key goes although nothing can be written down; what was counted waits in the key store."""
    recorder.done("prepare")
    recorder.record(TODAY)
    entry = recorder.entry(TODAY)
    small = recorder.root / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], check=True)
    try:
        shutil.copytree(recorder.root / "state", small / "state")
        recorder.configuration |= {"state": str(small / "state"), "ledger": str(small / "state/ledger.jsonl")}
        recorder.write()
        with pytest.raises(OSError, match="No space"):
            (small / "filler").write_bytes(bytes(1 << 20))
        assert recorder.keeper("erase", at=OVER).code == 1
        assert entry["wrapped"].encode() not in recorder.raw("key-store")
        (small / "filler").unlink()
        recorder.done("erase", at=OVER)
        records = [json.loads(line) for line in (small / "state/ledger.jsonl").read_text().splitlines()]
        assert [record["files"] for record in records if record["kind"] == "destroy"] == [1]
    finally:
        subprocess.run(["umount", small], check=True)


def test_the_account_that_records_reaches_its_days_whatever_the_umask(recorder: Bed) -> None:
    before = os.umask(0o077)
    try:
        recorder.done("prepare")
    finally:
        os.umask(before)
    assert (recorder.store / "site").stat().st_mode & 0o777 == 0o755
