"""A mask that is drawn in a viewer only, and a microphone that somebody plugged in, are seen in what was recorded."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit.keeper.picture import HEIGHT, SPREAD, WIDTH, flat
from closedcircuit.twin.cameras import Camera
from tests.keeper.bed import TODAY, Bed
from tests.recorder.conftest import record

ROAD = [[0, 0], [100, 0], [100, 20], [0, 20]]
DESK = [[60, 50], [90, 55], [80, 90], [55, 80]]
WITH_SOUND = ("-map", "0", "-c:v", "copy", "-c:a", "aac")


def _canvas(paint: Callable[[int, int], tuple[int, int, int]]) -> bytes:
    return bytes(value for row in range(HEIGHT) for column in range(WIDTH) for value in paint(column, row))


def _noise(column: int, row: int) -> tuple[int, int, int]:
    return ((column * 7919 + row * 104729) % 256, column % 256, row % 256)


def test_one_colour_is_a_mask_whatever_the_colour_and_whatever_lies_beside_it() -> None:
    for colour in ((0, 0, 0), (128, 64, 200), (255, 255, 255)):
        painted = _canvas(lambda x, y, colour=colour: colour if y < HEIGHT // 5 else _noise(x, y))  # type: ignore[misc]
        assert flat(painted, ROAD)
        assert not flat(painted, DESK)


def test_what_was_blurred_or_is_half_transparent_is_none() -> None:
    ramp = _canvas(lambda x, y: (x * 100 // WIDTH, 0, 0))
    assert not flat(ramp, ROAD)
    faint = _canvas(lambda x, y: (_noise(x, y)[0] // 8,) * 3)
    assert max(faint) > SPREAD
    assert not flat(faint, ROAD)


def test_compression_does_not_unmask() -> None:
    assert flat(_canvas(lambda x, y: (16 + (x * y) % (SPREAD + 1), 16, 16)), ROAD)


def test_a_hole_in_a_mask_is_seen_and_no_area_is_no_mask() -> None:
    holed = _canvas(lambda x, y: (255, 255, 255) if (x, y) == (WIDTH // 2, HEIGHT // 10) else (0, 0, 0))
    assert not flat(holed, ROAD)
    assert flat(holed, DESK)
    assert not flat(holed, [[10, 10], [10.1, 10], [10, 10.1]])


def _looked(recorder: Bed, masks: object) -> dict[str, object]:
    done = subprocess.run(
        ["/usr/bin/python3", "-m", "keeper", "--config", recorder.root / "keeper.json", "picture"],
        cwd=recorder.root / "program",
        input=json.dumps(masks),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)["cameras"]
    return found


@pytest.fixture
def cameras(beds: Callable[..., Bed]) -> Bed:
    """A recorder of three cameras."""
    recorder = beds()
    recorder.configuration["cameras"] = {
        name: {"group": "site", "directory": name} for name in ("cam-001", "cam-002", "cam-003")
    }
    recorder.write()
    recorder.done("prepare")
    # What decodes has no more rights than what records.
    for folder in (recorder.root, *recorder.root.parents):
        folder.chmod(folder.stat().st_mode | 0o011)
    return recorder


def _file(recorder: Bed, camera: str, day: datetime.date, name: str) -> Path:
    return recorder.store / "site" / day.isoformat() / camera / name


def test_masks_and_sound_are_looked_for_in_what_was_recorded(
    cameras: Bed, play: Callable[..., list[Camera]], tmp_path: Path
) -> None:
    masked, unmasked = play("masked", "unmasked", boxes=[[(0, 0, 100, 20)], []])
    record(masked, _file(cameras, "cam-001", TODAY, "110000+0900.mkv"), 1)
    record(unmasked, _file(cameras, "cam-002", TODAY, "110000+0900.mkv"), 1, *WITH_SOUND)
    for name in ("cam-001", "cam-002"):
        for path in (cameras.store / "site" / TODAY.isoformat() / name).iterdir():
            path.chmod(0o600)
            subprocess.run(["chown", "nobody", path], check=True)
    masks = {"cam-001": {"road": ROAD, "desk": DESK}, "cam-002": {"road": ROAD}, "cam-003": {"road": ROAD}}
    before = sorted(path.name for path in cameras.root.rglob("*"))
    assert _looked(cameras, masks) == {
        "cam-001": {"audio": False, "masks": {"road": True, "desk": False}},
        "cam-002": {"audio": True, "masks": {"road": False}},
    }, "of the third there is no footage, so nothing is said"
    assert sorted(path.name for path in cameras.root.rglob("*")) == before, "no picture is left anywhere"
    # A mask that is taken off is seen in the newest file; one that holds no picture yet is passed over.
    record(unmasked, _file(cameras, "cam-001", TODAY, "230000+0900.mkv"), 1)
    _file(cameras, "cam-001", TODAY, "235900+0900.mkv").write_bytes(b"only just begun")
    for path in (cameras.store / "site" / TODAY.isoformat() / "cam-001").iterdir():
        subprocess.run(["chown", "nobody", path], check=True)
    assert _looked(cameras, masks)["cam-001"] == {"audio": False, "masks": {"road": False, "desk": False}}


def test_masks_that_are_no_json_are_refused(cameras: Bed) -> None:
    done = subprocess.run(
        ["/usr/bin/python3", "-m", "keeper", "--config", cameras.root / "keeper.json", "picture"],
        cwd=cameras.root / "program", input="{", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no JSON" in done.stderr
