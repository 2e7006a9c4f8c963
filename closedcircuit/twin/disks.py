"""A machine's disks in a twin: sparse images behind loop devices that free themselves when nothing holds them.

A holder in the twin's own cgroup keeps them; killing the twin, even with -9, ends the holder and all mounts, and with
the last of them the kernel takes the device away. So nothing is left to sweep.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import struct
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.model import Disk

BYTES = {"footage": 1 << 30, "holds": 128 << 20}
"""Bytes of a disk by its use: far fewer than declared, since a rehearsal records minutes."""
OTHER = 32 << 20
_GET_FREE, _CONFIGURE = 0x4C82, 0x4C0A
_AUTOCLEAR = 4
_TRIES = 50
_PATIENCE = 10.0


def images(folder: Path, disks: Iterable[Disk]) -> dict[str, Path]:
    """The sparse images of disks by the device that the inventory names, blank where they were not there yet."""
    found = {}
    for disk in disks:
        if disk.device is not None:
            path = folder / disk.device.strip("/").replace("/", "-")
            folder.mkdir(exist_ok=True)
            if not path.exists():
                with path.open("xb") as stream:
                    stream.truncate(BYTES.get(disk.use or "", OTHER))
            found[disk.device] = path
    return found


def wait_until_free(devices: Iterable[Path]) -> None:
    """Wait until the kernel has taken devices away whose holders ended: their mounts go a moment later."""
    deadline = time.monotonic() + _PATIENCE
    while any(Path(f"/sys/block/{device.name}/loop").exists() for device in devices):
        if time.monotonic() > deadline:
            raise ToolError(f"a disk of the twin is still in use {_PATIENCE:.0f} s after its host was switched off")
        time.sleep(0.02)


@contextlib.contextmanager
def attached(path: Path) -> Iterator[tuple[Path, int]]:
    """A loop device over an image, with a descriptor that holds it for the block; whoever inherits it holds on.

    Raises ToolError where this machine has no loop device to give.
    """
    try:
        device, descriptor = _attach(path)
    except OSError as error:
        raise ToolError(
            f"the twin needs loop devices for its recorders' disks: {os.strerror(error.errno or 0)};"
            " a full virtual machine has them"
        ) from error
    try:
        yield device, descriptor
    finally:
        os.close(descriptor)


def _attach(path: Path) -> tuple[Path, int]:
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    backing = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        for _ in range(_TRIES):
            number = fcntl.ioctl(control, _GET_FREE)
            device = Path(f"/dev/loop{number}")
            if not device.exists():
                os.mknod(device, 0o660 | 0o060000, os.makedev(7, number))
            descriptor = os.open(device, os.O_RDWR | os.O_CLOEXEC)
            # struct loop_config of linux/loop.h: the descriptor, the size of a block, and loop_info64 with its flags.
            configuration = struct.pack("=II", backing, 512) + struct.pack("=QQQQQIIII", *[0] * 8, _AUTOCLEAR)
            try:
                fcntl.ioctl(descriptor, _CONFIGURE, configuration.ljust(304, b"\0"))
            except OSError as error:
                os.close(descriptor)
                if error.errno != errno.EBUSY:
                    raise
                continue  # another took it first
            return device, descriptor
    finally:
        os.close(control)
        os.close(backing)
    raise OSError(errno.EBUSY, "no free loop device")
