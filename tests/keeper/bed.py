"""A recorder to try the keeper on: real loop devices, a real ext4 with encryption, the system's own Python.

Mounts are made in a mount namespace of the test's own and loop devices clear themselves, so that nothing is left
behind even where the test is killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import errno
import fcntl
import functools
import json
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.conftest import REPOSITORY

PYTHON = "/usr/bin/python3"
SLOT = 64 * 1024
ZONE = ZoneInfo("Asia/Seoul")
TODAY = datetime.date(2026, 12, 1)
_DRIVER = """
import os, signal, sys
from keeper import cli, configuration
options = cli.parse(sys.argv[2:])
for number, step in enumerate(cli.steps(configuration.load(options.config), options)):
    if number == int(sys.argv[1]):
        sys.stdout.write(step)
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
"""


def lacking() -> str:
    """What this machine lacks to try the keeper, or nothing."""
    if os.geteuid() != 0:
        return "loop devices and mounts need root"
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices"
    programs = [name for name in ("mkfs.ext4", "mkfs.xfs", "faketime") if not shutil.which(name)]
    if programs or subprocess.run([PYTHON, "-c", "import cryptography"], capture_output=True).returncode:
        return f"{', '.join(programs) or 'python3-cryptography'} lacks; `make system` brings it"
    return "" if "\text4\n" in Path("/proc/filesystems").read_text() else "this kernel has no ext4"


def faked(at: datetime.datetime | datetime.date) -> dict[str, str]:
    """The environment of a program whose clock starts at a moment of the site's zone (a day: at noon)."""
    if not isinstance(at, datetime.datetime):
        at = datetime.datetime.combine(at, datetime.time(12))
    moment = at.replace(tzinfo=at.tzinfo or ZONE).astimezone(datetime.UTC)
    # The time of FAKETIME is read in TZ.
    return {
        "TZ": "UTC",
        "LD_PRELOAD": str(next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))),
        "FAKETIME": f"@{moment:%Y-%m-%d %H:%M:%S}",
    }


@functools.cache
def own_mounts() -> None:
    """Enter a mount namespace of this process, which takes its mounts with it."""
    libc = ctypes.CDLL(None, use_errno=True)
    clone_newns, private = 0x20000, (1 << 18) | 0x4000
    if libc.unshare(clone_newns) or libc.mount(b"none", b"/", None, private, None):
        raise OSError(ctypes.get_errno(), "no mount namespace")


def loop(image: Path) -> tuple[Path, int]:
    """Attach an image to a loop device that frees itself when nobody holds it any more: its path, and a holder."""
    with (
        contextlib.closing(_Descriptor("/dev/loop-control")) as control,
        contextlib.closing(_Descriptor(image)) as file,
    ):
        for _ in range(50):
            number = fcntl.ioctl(control.fd, 0x4C82)  # LOOP_CTL_GET_FREE
            device = Path(f"/dev/loop{number}")
            if not device.exists():
                os.mknod(device, 0o660 | 0o060000, os.makedev(7, number))
            holder = os.open(device, os.O_RDWR | os.O_CLOEXEC)
            try:
                configuration = struct.pack("=II", file.fd, 512) + struct.pack("=QQQQQIIII", 0, 0, 0, 0, 0, 0, 0, 0, 4)
                fcntl.ioctl(holder, 0x4C0A, configuration.ljust(304, b"\0"))  # LOOP_CONFIGURE, LO_FLAGS_AUTOCLEAR
            except OSError as error:
                os.close(holder)
                if error.errno != errno.EBUSY:
                    raise
                continue
            return device, holder
    raise OSError(errno.EBUSY, "no loop device is free")


class _Descriptor:
    def __init__(self, path: str | Path) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)

    def close(self) -> None:
        os.close(self.fd)


@dataclass
class Done:
    """What a run of the keeper did."""

    code: int
    out: str
    err: str


@dataclass
class Bed:
    """A recorder in a folder."""

    root: Path
    mirrors: bool = False
    filesystem: str = "ext4"
    megabytes: int = 24
    holders: dict[str, tuple[Path, int]] = field(default_factory=dict)
    configuration: dict[str, Any] = field(default_factory=dict)
    logs: dict[str, Any] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.root / "footage"

    @property
    def areas(self) -> list[str]:
        return ["key-store", "wrapping-key", *(["key-store-mirror", "wrapping-key-mirror"] if self.mirrors else [])]

    def build(self) -> None:
        """Make images, devices, file system and configuration."""
        own_mounts()
        shutil.copytree(
            REPOSITORY / "closedcircuit/keeper",
            self.root / "program/keeper",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        for name, size in {"footage": self.megabytes, "holds": 8, **dict.fromkeys(self.areas, 1)}.items():
            with (self.root / f"{name}.img").open("wb") as image:
                image.truncate(size << 20)
        encrypted = ["mkfs.ext4", "-q", "-O", "encrypt", "-m", "0"]
        for name, make in {
            "footage": encrypted if self.filesystem == "ext4" else ["mkfs.xfs", "-q"],
            "holds": encrypted,
        }.items():
            subprocess.run([*make, self.root / f"{name}.img"], check=True, capture_output=True)
        self.attach(*self.areas)
        self.store.mkdir()
        (self.root / "holds").mkdir()
        (self.root / "bin").mkdir()
        self.synchronised(True)
        self.mount()
        self._configure()

    def _configure(self) -> None:
        device = {name: str(self.root / "dev" / name) for name in self.areas}
        self.configuration = {
            "version": 1,
            "site": "gangneung-terminal",
            "recorder": "recorder",
            "timezone": "Asia/Seoul",
            "in_charge": "terminal-manager",
            "store": {
                "path": str(self.store),
                "layout": "date-first",
                "owner": "nobody",
                "method": "key-destruction" if self.filesystem == "ext4" else "logical",
                "space_limit_percent": 95,
                "event_max_seconds": 600,
                "previews": [],
            },
            "holds": str(self.root / "holds"),
            "keys": {
                "key_store": {
                    "device": device["key-store"],
                    "mirror": device.get("key-store-mirror"),
                    "offset": 4096,
                    "slot_bytes": SLOT,
                },
                "wrapping_key": {
                    "device": device["wrapping-key"],
                    "mirror": device.get("wrapping-key-mirror"),
                    "offset": 4096,
                    "slot_bytes": SLOT,
                },
            },
            "groups": {"site": [{"from": "2026-01-01", "days": 30}]},
            "cameras": {"cam-001": {"group": "site", "directory": "cam-001"}},
            "erasure_granularity_days": 1,
            "clock": {"source": "10.43.10.1", "command": [str(self.root / "bin/chronyc"), "-n", "-c", "tracking"]},
            "database": None,
            "state": str(self.root / "state"),
            "ledger": str(self.root / "state/ledger.jsonl"),
            "forward": None,
            "disks": {
                "SN-FOOTAGE": {"use": "footage", "medium": "hdd", "devices": []},
                "SN-KEYS": {"use": "key-store", "medium": "hdd", "devices": [device["key-store"]]},
                "SN-WRAP": {"use": "wrapping-key", "medium": "ssd", "devices": [device["wrapping-key"]]},
            },
        }
        self.logs = logs_configuration(self.root) | {"clock": self.configuration["clock"]}
        self.write()

    def write(self) -> None:
        """Write both configurations as they are now."""
        (self.root / "keeper.json").write_text(json.dumps(self.configuration))
        (self.root / "logs.json").write_text(json.dumps(self.logs))

    def attach(self, *names: str) -> None:
        """Plug devices in, under names that stay while their numbers change."""
        (self.root / "dev").mkdir(exist_ok=True)
        for name in names:
            self.holders[name] = loop(self.root / f"{name}.img")
            (self.root / "dev" / name).symlink_to(self.holders[name][0])

    def detach(self, *names: str) -> None:
        """Pull devices out."""
        for name in names:
            os.close(self.holders.pop(name)[1])
            (self.root / "dev" / name).unlink()

    def mount(self) -> None:
        """Mount the store and the place of holds."""
        for name, kind in (("footage", self.filesystem), ("holds", "ext4")):
            device, holder = loop(self.root / f"{name}.img")
            subprocess.run(["mount", "-t", kind, device, self.root / name], check=True)
            os.close(holder)

    def unmount(self) -> None:
        """Unmount them, which takes every key from the kernel as a reboot does."""
        subprocess.run(["umount", self.store, self.root / "holds"], check=True)

    def reboot(self) -> None:
        """What a reboot does to the store."""
        self.unmount()
        self.mount()

    def close(self) -> None:
        """Leave nothing attached."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.unmount()
        self.detach(*self.holders)

    def synchronised(self, yes: bool) -> None:
        """What the stand-in for chronyc answers: a line of `chronyc -n -c tracking` as chrony 4.3 writes it."""
        leap = "Normal" if yes else "Not synchronised"
        line = f"0A2B0A01,10.43.10.1,4,1764547200.0,0.000001,0.000002,0.000003,1.5,0.0,0.1,0.001,0.002,64.2,{leap}"
        path = self.root / "bin/chronyc"
        path.write_text(f"#!/bin/sh\necho '{line}'\n")
        path.chmod(0o755)

    def keeper(
        self,
        *arguments: str,
        at: datetime.datetime | datetime.date | None = TODAY,
        kill: int | None = None,
        person: str | None = None,
    ) -> Done:
        """Run the keeper at a moment of the site's zone (a day: at noon; None: now), or kill it after so many steps.

        With `person` it is that person who asks, through sudo.
        """
        command = [PYTHON]
        command += ["-m", "keeper"] if kill is None else ["-c", _DRIVER, str(kill)]
        done = subprocess.run(
            [
                *command,
                *("--config", str(self.root / "keeper.json"), "--logs", str(self.root / "logs.json")),
                *arguments,
            ],
            cwd=self.root / "program",
            env={
                "PATH": os.environ["PATH"],
                "PYTHONDONTWRITEBYTECODE": "1",
                **({} if at is None else faked(at)),
                **({} if person is None else {"SUDO_USER": person}),
            },
            capture_output=True,
            text=True,
            timeout=120,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def done(self, *arguments: str, at: datetime.datetime | datetime.date | None = TODAY) -> Done:
        """Run the keeper, which has to succeed."""
        found = self.keeper(*arguments, at=at)
        assert found.code == 0, found.err
        return found

    def record(
        self,
        day: datetime.date,
        name: str = "120000.mp4",
        content: bytes = b"picture",
        camera: str = "cam-001",
        group: str = "site",
    ) -> Path:
        """Write footage into a day that was prepared."""
        path = self.store / group / day.isoformat() / camera / name
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        return path

    def days(self, group: str = "site") -> list[str]:
        """The days that lie in the store."""
        return sorted(path.name for path in (self.store / group).iterdir())

    @property
    def ledger(self) -> list[dict[str, Any]]:
        path = self.root / "state/ledger.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    @property
    def destroyed(self) -> list[dict[str, Any]]:
        return [record for record in self.ledger if record["kind"] == "destroy"]

    @property
    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "state/state.json").read_text())
        return found

    def raw(self, name: str) -> bytes:
        """Every byte of a device, past all caches."""
        os.sync()
        if name != "footage":
            fcntl.ioctl(self.holders[name][1], 0x1261)
        return (self.root / f"{name}.img").read_bytes()

    def slot(self, name: str) -> bytes:
        """The content of the one slot of a device that is in use."""
        whole = self.raw(name)
        slots = [whole[start : start + SLOT] for start in (4096, 4096 + SLOT)]
        (used,) = [slot for slot in slots if any(slot)]
        assert used[:8] == b"CCKEEPER"
        return used[72 : 72 + int.from_bytes(used[32:40], "big")]

    def entry(self, day: datetime.date, group: str = "site") -> dict[str, Any]:
        """What the key store's table says of a day."""
        entries = json.loads(self.slot("key-store"))["entries"]
        (found,) = [entry for entry in entries if (entry["group"], entry["day"]) == (group, day.isoformat())]
        return dict(found)

    def bare_key(self, entry: dict[str, Any]) -> bytes:
        """The key of an entry, by the wrapping key: what nobody may find lying anywhere."""
        sealed = bytes.fromhex(entry["wrapped"])
        return AESGCM(self.slot("wrapping-key")).decrypt(sealed[:12], sealed[12:], entry["id"].encode())


def logs_configuration(root: Path) -> dict[str, Any]:
    """What a host is told of its logs, with both of them in a folder."""
    return {
        "version": 1,
        "site": "gangneung-terminal",
        "host": "recorder",
        "timezone": "Asia/Seoul",
        "roles": ["recorder-admin", "terminal-manager"],
        "group": "cctv",
        "restart": ["closedcircuit-record@cam-001.service"],
        "days": {"access": 731, "rights": 1096},
        "clock": {"source": "10.43.10.1", "command": ["false"]},
        "state": str(root / "state"),
        "run": str(root / "run"),
        "forward": None,
    }


@contextlib.contextmanager
def bed(root: Path, **options: Any) -> Iterator[Bed]:
    """A recorder, taken apart afterwards."""
    made = Bed(root, **options)
    try:
        made.build()
        yield made
    finally:
        made.close()
