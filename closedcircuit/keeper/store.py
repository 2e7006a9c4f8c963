"""The footage on its file system: which directories there are, made ready for a day, counted, and removed.

Date-first software writes `<store>/<group>/<day>/<camera>/`, camera-first software `<store>/<camera>/<day>/`. The
directory of a day is the recording account's, everything above it belongs to root.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import pwd
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import fscrypt
from .configuration import Configuration
from .days import as_day
from .errors import KeeperError
from .files import sync_folder

_PATIENCE = 5.0
"""Seconds that a process gets to close footage whose time is over, before and after it is killed."""


@dataclass(frozen=True)
class DayDirectory:
    """A directory of one day, below the directory of a group or of a camera."""

    path: Path
    parent: str
    day: datetime.date


@dataclass(frozen=True)
class Count:
    """What lies in directories: files and their bytes."""

    files: int
    bytes: int


def require_mounted(store: Path) -> None:
    """Raise KeeperError unless the store is a file system of its own: beneath a mount that failed lies the system."""
    try:
        mounted = store.stat().st_dev != store.parent.stat().st_dev
    except OSError as error:
        raise KeeperError(f"{store}: {error.strerror}") from error
    if not mounted:
        raise KeeperError(f"{store}: no file system is mounted there, so nothing may be recorded")


def require_encryption(store: Path) -> None:
    """Raise KeeperError unless the file system can encrypt directories."""
    if not fscrypt.supported(store):
        raise KeeperError(
            f"{store}: this file system cannot encrypt directories. Make it with mkfs.ext4 -O encrypt; elsewhere "
            "deletion is logical only, and the configuration has to say so"
        )


def used_percent(store: Path) -> float:
    """How full the store is, as its software sees it."""
    status = os.statvfs(store)
    used = status.f_blocks - status.f_bfree
    return 100 * used / max(1, used + status.f_bavail)


def planned(configuration: Configuration, group: str, day: datetime.date) -> dict[Path, tuple[str, ...]]:
    """The directories of a group's day, each with the directories of cameras inside."""
    store = configuration.store
    directories = sorted(camera.directory for camera in configuration.cameras.values() if camera.group == group)
    if store.layout == "date-first":
        return {store.path / group / day.isoformat(): tuple(directories)}
    return {store.path / directory / day.isoformat(): () for directory in directories}


def present(store: Path) -> list[DayDirectory]:
    """Every directory that is named after a day, of cameras and groups that are gone as well."""
    found = []
    for parent in sorted(store.iterdir()):
        if parent.is_dir() and not parent.is_symlink() and parent.name != "lost+found":
            for path in sorted(parent.iterdir()):
                day = as_day(path.name)
                if day and path.is_dir() and not path.is_symlink():
                    found.append(DayDirectory(path, parent.name, day))
    return found


def strays(store: Path) -> list[Path]:
    """What lies beside the days, where only the keeper writes. Directories that it was just making are not meant."""
    found = []
    for parent in sorted(store.iterdir()):
        if parent.is_symlink():
            continue
        if not parent.is_dir():
            found.append(parent)
        elif parent.name != "lost+found":
            found += [path for path in sorted(parent.iterdir()) if not as_day(path.name) and path.name[0] != "."]
    return found


def make_ready(path: Path, key_id: str | None, owner: str, inside: tuple[str, ...]) -> Iterator[str]:
    """Make a day's directory under its key, and the directories of cameras inside. Done twice, it is done once.

    The name appears only once the policy is in place, so that nothing is ever written there in the clear.
    """
    recording = account(owner)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.parent.chmod(0o755)  # whatever the umask, the recording account passes through it
        new = path.parent / f".{path.name}.new"
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        yield f"{path}: begun"
        if key_id is not None:
            fscrypt.set_policy(new, key_id)
        yield f"{path}: under its key"
        for name in inside:
            _own(new / name, recording)
        os.chown(new, recording.pw_uid, recording.pw_gid)
        new.rename(path)
        sync_folder(path.parent)
        yield f"{path}: ready"
        return
    found = fscrypt.policy(path)
    if found != key_id:
        raise KeeperError(f"{path}: is there already, {'encrypted by another key' if found else 'in the clear'}")
    for name in inside:
        _own(path / name, recording)


def of_key(store: Path, key_id: str) -> list[Path]:
    """Every directory that a key encrypts."""
    return [directory.path for directory in present(store) if fscrypt.policy(directory.path) == key_id]


def count(directories: list[Path]) -> Count:
    """Files and bytes in directories, with the key or without."""
    files = size = 0
    for directory in directories:
        for folder, _, names in os.walk(directory):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    size += (Path(folder) / name).lstat().st_size
                    files += 1
    return Count(files, size)


def unreadable(directories: list[Path]) -> bool:
    """Whether not one file in the directories can be opened, since its key is absent."""
    for directory in directories:
        for folder, _, names in os.walk(directory):
            for name in names:
                try:
                    os.close(os.open(Path(folder) / name, os.O_RDONLY | os.O_NOFOLLOW))
                except OSError as error:
                    if error.errno in (errno.ENOKEY, errno.ENOENT):
                        continue
                    if error.errno == errno.ELOOP:
                        continue  # a link holds no picture, and where it leads is looked at by itself
                    raise
                return False
    return True


def evict(root: Path, key_id: str) -> bool:
    """Take a key from the kernel, stopping whoever still reads or writes under it: whether nothing of it is left."""
    if fscrypt.remove_key(root, key_id):
        return True
    for request in (signal.SIGTERM, signal.SIGKILL):
        for process in _holders(of_key(root, key_id)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, request)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            time.sleep(0.1)
            if fscrypt.remove_key(root, key_id) and fscrypt.key_absent(root, key_id):
                return True
    return False


def remove(path: Path) -> None:
    """Remove a directory with all that is in it, its key being there or not."""
    if path.exists():
        shutil.rmtree(path)
        sync_folder(path.parent)


def empty(folder: Path) -> int:
    """Empty a folder of previews, which the software can make anew; how many files are left."""
    if not folder.is_dir():
        return 0
    for path in folder.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()
    return count([folder]).files


def _holders(directories: list[Path]) -> set[int]:
    """Processes, other than this one, that have something open in the directories or work there."""
    inodes = {status.st_dev: set[int]() for status in map(os.stat, directories)}
    for directory in directories:
        for folder, _, names in os.walk(directory):
            for path in (Path(folder), *(Path(folder) / name for name in names)):
                with contextlib.suppress(OSError):
                    inodes[path.lstat().st_dev].add(path.lstat().st_ino)
    found = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            with contextlib.suppress(OSError):
                for link in (process / "cwd", *(process / "fd").iterdir()):
                    with contextlib.suppress(OSError):
                        status = link.stat()
                        if status.st_ino in inodes.get(status.st_dev, ()):
                            found.add(int(process.name))
    return found


def account(owner: str) -> pwd.struct_passwd:
    """The account that records. Raises KeeperError where there is none."""
    try:
        return pwd.getpwnam(owner)
    except KeyError:
        raise KeeperError(f"there is no account {owner} to record with") from None


def _own(path: Path, recording: pwd.struct_passwd) -> None:
    if not path.exists():
        path.mkdir(mode=0o700)
        os.chown(path, recording.pw_uid, recording.pw_gid)
