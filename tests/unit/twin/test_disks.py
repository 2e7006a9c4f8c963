"""A twin's disks free themselves, whatever becomes of who held them."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from closedcircuit.model import Disk
from closedcircuit.twin import disks
from closedcircuit.units import Bytes

needs_loops = pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/dev/loop-control").exists(), reason="loop devices need root"
)


def test_disks_that_form_one_volume_are_one_image_and_others_are_blank(tmp_path: Path) -> None:
    size = Bytes(10**12)
    declared = [
        Disk("a", size, use="footage", device="/dev/mapper/footage"),
        Disk("b", size, use="footage", device="/dev/mapper/footage"),
        Disk("c", size, use="key-store", device="/dev/mapper/day-keys"),
        Disk("system", size, use="system"),
    ]
    found = disks.images(tmp_path / "disks", declared)
    assert sorted(found) == ["/dev/mapper/day-keys", "/dev/mapper/footage"]
    assert found["/dev/mapper/footage"].stat().st_blocks == 0, "sparse"


@needs_loops
def test_a_device_goes_with_the_last_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(bytes(1 << 20))
    with disks.attached(tmp_path / "image") as (device, descriptor):
        holder = subprocess.Popen(["sleep", "60"], pass_fds=[descriptor])
    assert Path(f"/sys/block/{device.name}/loop").exists(), "its holder is still there"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    disks.wait_until_free([device])
    assert not Path(f"/sys/block/{device.name}/loop").exists()
