"""When the retention ends, footage is gone for good, on time, and the record says so truly."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable

import pytest

from closedcircuit.keeper import fscrypt
from tests.keeper.bed import TODAY, ZONE, Bed

NEXT = TODAY + datetime.timedelta(days=1)
LATER = TODAY + datetime.timedelta(days=31)
MARKER = b"MARK-7c1d52aa-erasure"
# Events may last ten minutes, so the footage of a day is over ten minutes after its 30 days.
OVER = datetime.datetime.combine(LATER, datetime.time(0, 10))


def test_footage_goes_when_its_last_event_is_thirty_days_old_and_not_before(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.record(TODAY, "120000.mp4", b"x" * 1000)
    recorder.record(TODAY, "130000.mp4", b"x" * 500)
    recorder.done("erase", at=OVER - datetime.timedelta(seconds=30))
    assert recorder.destroyed == []
    recorder.done("erase", at=OVER)
    (record,) = recorder.destroyed
    assert TODAY.isoformat() not in recorder.days()
    assert NEXT.isoformat() in recorder.days()
    assert (record["file"], record["files"], record["bytes"]) == ("site/2026-12-01", 2, 1500)
    assert (record["method"], record["reason"], record["cycle_days"]) == ("key-destruction", "retention", 30)
    assert record["cameras"] == ["cam-001"]
    assert record["handler"] == "terminal-manager"
    assert record["destroyed"] == "2026-12-31T15:10:00Z"
    assert record["checks"]["key_absent"] is record["checks"]["unreadable"] is True
    assert recorder.state["problems"] == {}
    assert recorder.state["erasure"]["ran"] == "2027-01-01"


def test_a_granularity_of_zero_ends_a_day_before_its_first_picture_is_over_its_time(recorder: Bed) -> None:
    recorder.configuration["erasure_granularity_days"] = 0
    recorder.write()
    recorder.done("prepare")
    recorder.done("erase", at=OVER - datetime.timedelta(days=1, seconds=30))
    assert recorder.destroyed == []
    recorder.done("erase", at=OVER - datetime.timedelta(days=1))
    assert len(recorder.destroyed) == 1


def test_nothing_of_a_destroyed_day_is_left_on_any_device(recorder: Bed) -> None:
    recorder.done("prepare")
    path = recorder.record(TODAY, content=MARKER * 1000)
    other = recorder.record(NEXT, content=MARKER * 1000)
    entry = recorder.entry(TODAY)
    key = recorder.bare_key(entry)
    devices = ["footage", *recorder.areas]

    def on_devices(what: bytes) -> int:
        return sum(recorder.raw(name).count(what) for name in devices)

    assert path.read_bytes().count(MARKER) == 1000
    assert on_devices(MARKER) == 0, "footage lies in the clear"
    assert on_devices(entry["wrapped"].encode()) == 1
    for form in (key, key.hex().encode()):
        assert on_devices(form) == 0
    old_wrapping = recorder.slot("wrapping-key")
    assert on_devices(old_wrapping) == 1

    recorder.done("erase", at=OVER)

    for gone in (MARKER, key, key.hex().encode(), entry["wrapped"].encode(), old_wrapping):
        assert on_devices(gone) == 0
    assert [len(recorder.slot(name)) > 0 for name in recorder.areas] == [True, True], "one slot of each is in use"
    assert not path.exists()
    assert other.read_bytes() == MARKER * 1000, "the other day plays"


def test_a_kept_key_would_restore_the_footage_and_another_would_not(recorder: Bed) -> None:
    """The control: it is the key alone that decides, so destroying it is what destroys the footage."""
    recorder.done("prepare")
    path = recorder.record(TODAY, content=MARKER)
    key = recorder.bare_key(recorder.entry(TODAY))
    recorder.reboot()
    folder = recorder.store / "site" / TODAY.isoformat()
    assert not path.exists(), "names are readable without the key"
    (hidden,) = [name for _, _, names in os.walk(folder) for name in names]
    fscrypt.add_key(recorder.store, os.urandom(fscrypt.KEY_BYTES))
    assert not path.exists()
    with pytest.raises(OSError, match="Required key"):
        next(folder.rglob(hidden)).read_bytes()
    assert fscrypt.add_key(recorder.store, key) == fscrypt.identifier(key)
    assert path.read_bytes() == MARKER


def test_unlinking_alone_leaves_the_footage_on_the_disk(beds: Callable[..., Bed]) -> None:
    """The other control: the scan that finds nothing after an erasure does find what was merely deleted."""
    recorder = beds(filesystem="xfs", megabytes=320)
    recorder.done("prepare")
    recorder.record(TODAY, content=MARKER * 1000)
    assert recorder.raw("footage").count(MARKER) >= 1000
    recorder.done("erase", at=OVER)
    assert recorder.raw("footage").count(MARKER) > 0
    (record,) = recorder.destroyed
    assert record["method"] == "logical"
    assert record["checks"]["key_absent"] is record["checks"]["unreadable"] is None
    assert recorder.state["erasure"]["method"] == "logical"


def test_a_file_system_without_encryption_is_refused_where_keys_are_promised(beds: Callable[..., Bed]) -> None:
    recorder = beds(filesystem="xfs", megabytes=320)
    recorder.configuration["store"]["method"] = "key-destruction"
    recorder.write()
    refused = recorder.keeper("prepare")
    assert refused.code == 1
    assert "mkfs.ext4 -O encrypt" in refused.err
    assert not (recorder.store / "site").exists()


def test_a_shorter_retention_holds_from_its_day_on(recorder: Bed) -> None:
    recorder.configuration["groups"]["site"] = [{"from": "2026-01-01", "days": 60}, {"from": "2027-01-05", "days": 30}]
    recorder.write()
    recorder.done("prepare")
    recorder.record(TODAY)
    recorder.done("erase", at=datetime.datetime(2027, 1, 4, 23, 59))
    assert recorder.destroyed == []
    recorder.done("erase", at=datetime.datetime(2027, 1, 5, 0, 0, 1))
    assert [(record["day"], record["cycle_days"]) for record in recorder.destroyed] == [
        ("2026-12-01", 30), ("2026-12-02", 30), ("2026-12-03", 30)
    ]  # fmt: skip


def test_a_longer_retention_holds_from_its_day_on(recorder: Bed) -> None:
    recorder.configuration["groups"]["site"] = [{"from": "2026-01-01", "days": 30}, {"from": "2027-01-01", "days": 60}]
    recorder.write()
    recorder.done("prepare")
    recorder.done("erase", at=OVER)
    assert recorder.destroyed == []
    recorder.done("erase", at=OVER + datetime.timedelta(days=30))
    assert [record["cycle_days"] for record in recorder.destroyed] == [60]


def test_footage_of_a_camera_and_of_a_group_that_are_gone_still_goes_on_time(recorder: Bed) -> None:
    recorder.configuration["groups"]["gate"] = [{"from": "2026-01-01", "days": 45}]
    recorder.configuration["cameras"]["cam-002"] = {"group": "gate", "directory": "cam-002"}
    recorder.write()
    recorder.done("prepare")
    recorder.record(TODAY, camera="cam-002", group="gate")
    del recorder.configuration["groups"]["gate"], recorder.configuration["cameras"]["cam-002"]
    recorder.write()
    recorder.done("prepare", at=NEXT)
    recorder.done("erase", at=OVER + datetime.timedelta(days=14, hours=23))
    assert {record["group"] for record in recorder.destroyed} == {"site"}
    recorder.done("erase", at=OVER + datetime.timedelta(days=15))
    (gate,) = [record for record in recorder.destroyed if record["group"] == "gate"]
    assert (gate["cameras"], gate["files"], gate["cycle_days"]) == (["cam-002"], 1, 45)


def test_software_that_writes_camera_first_has_one_key_for_the_day_of_all_cameras(recorder: Bed) -> None:
    recorder.configuration["store"]["layout"] = "camera-first"
    recorder.configuration["cameras"] = {f"cam-00{n}": {"group": "site", "directory": str(n)} for n in (1, 2)}
    recorder.write()
    recorder.done("prepare")
    folders = [recorder.store / str(number) / TODAY.isoformat() for number in (1, 2)]
    for folder in folders:
        (folder / "17").mkdir()
        (folder / "17/17-video.mp4").write_bytes(MARKER)
    assert {fscrypt.policy(folder) for folder in folders} == {recorder.entry(TODAY)["id"]}
    # A camera that is gone has its directory still, and it goes with the rest.
    del recorder.configuration["cameras"]["cam-002"]
    recorder.write()
    recorder.done("erase", at=OVER)
    assert not any(folder.exists() for folder in folders)
    (record,) = recorder.destroyed
    assert (record["cameras"], record["files"]) == (["cam-001", "cam-002"], 2)


def test_whoever_still_reads_footage_whose_time_is_over_is_stopped(recorder: Bed) -> None:
    recorder.done("prepare")
    path = recorder.record(TODAY)
    with path.open("rb") as stream, subprocess.Popen(["sleep", "600"], stdin=stream) as reader:
        stream.close()
        recorder.done("erase", at=OVER)
        assert reader.wait(5) == -15
    assert len(recorder.destroyed) == 1


def test_a_full_disk_loses_its_oldest_day_early_and_says_so(recorder: Bed) -> None:
    recorder.done("prepare")
    recorder.done("prepare", at=NEXT)
    oldest = recorder.record(TODAY, content=os.urandom(12 << 20))
    newest = recorder.record(NEXT, content=os.urandom(1 << 20))
    filled = recorder.keeper("erase", at=NEXT)
    assert filled.code == 0, "not full yet"
    with pytest.raises(OSError, match="No space"):
        recorder.record(NEXT, "until-full.mp4", os.urandom(24 << 20))
    full = recorder.keeper("erase", at=NEXT)
    assert full.code == 1
    assert "2026-12-01 goes early" in full.err
    (record,) = recorder.destroyed
    assert (record["reason"], record["day"]) == ("space", "2026-12-01")
    assert not oldest.exists()
    assert newest.exists(), "today is never sacrificed"


def test_what_lies_in_the_clear_or_beside_the_days_is_found(recorder: Bed) -> None:
    recorder.done("prepare")
    (recorder.store / "site/2026-11-20").mkdir()
    (recorder.store / "site/copy.mp4").write_bytes(b"x")
    (recorder.store / "dump").write_bytes(b"x")
    found = recorder.keeper("erase")
    assert found.code == 1
    assert "2026-11-20: lies in the clear" in found.err
    assert "site/copy.mp4: lies beside the days" in found.err
    assert "dump: lies beside the days" in found.err


def test_previews_go_with_the_day(recorder: Bed) -> None:
    cache = recorder.root / "cache"
    (cache / "a").mkdir(parents=True)
    (cache / "a/thumbnail.jpg").write_bytes(b"x")
    recorder.configuration["store"]["previews"] = [str(cache)]
    recorder.write()
    recorder.done("prepare")
    recorder.done("erase")
    assert list(cache.rglob("*.jpg"))
    recorder.done("erase", at=OVER)
    assert list(cache.rglob("*")) == []


def test_only_the_recording_account_enters_a_day_and_only_root_makes_one(recorder: Bed) -> None:
    recorder.done("prepare")

    def allowed(account: str, *command: str) -> bool:
        changed = ["setpriv", f"--reuid={account}", "--regid=nogroup", "--clear-groups", *command]
        return subprocess.run(changed, cwd=recorder.store / "site", capture_output=True).returncode == 0

    assert allowed("nobody", "touch", f"{TODAY}/cam-001/a.mp4")
    assert not allowed("nobody", "mkdir", "2026-12-09")
    assert not allowed("nobody", "touch", "a.mp4")
    assert not allowed("daemon", "ls", f"{TODAY}")


def test_without_its_mount_nothing_is_prepared(recorder: Bed) -> None:
    recorder.unmount()
    try:
        refused = recorder.keeper("prepare")
    finally:
        recorder.mount()
    assert refused.code == 1
    assert "no file system is mounted there" in refused.err
    assert list(recorder.store.glob("site")) == []


def test_the_day_is_that_of_the_site_whatever_zone_the_host_is_in(recorder: Bed) -> None:
    recorder.done("prepare", at=datetime.datetime(2026, 12, 1, 0, 30, tzinfo=ZONE))
    assert recorder.days() == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_after_a_reboot_the_days_can_be_read_again(recorder: Bed) -> None:
    recorder.done("prepare")
    path = recorder.record(TODAY)
    recorder.reboot()
    assert not path.exists()
    recorder.done("unlock")
    assert path.read_bytes() == b"picture"


def test_once_a_month_the_ledger_says_that_erasure_was_seen(recorder: Bed) -> None:
    recorder.done("prepare")
    for day in (TODAY, NEXT, datetime.date(2027, 1, 1), datetime.date(2027, 1, 2)):
        recorder.done("erase", at=day)
    seen = [record["verified"] for record in recorder.ledger if record["kind"] == "verification"]
    assert seen == ["2026-12-01", "2027-01-01"]
