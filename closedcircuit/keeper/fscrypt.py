"""The kernel's own encryption of directories (fscrypt, policy version 2), by its ioctls.

A directory gets a policy that names a key; the key lives in the file system until it is removed. Contents are
AES-256-XTS, names AES-256-CTS. Structures are those of linux/fscrypt.h; the kernel's order of bytes.
"""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 64
"""A master key of 512 bits: the longest that the kernel takes, and what AES-256-XTS asked for before Linux 6."""

_SET_POLICY = 0x800C6613
_GET_POLICY = 0xC0096616
_ADD_KEY = 0xC0506617
_REMOVE_KEY_ALL_USERS = 0xC0406619
_KEY_STATUS = 0xC080661A

_BY_IDENTIFIER = 2
_XTS, _CTS, _PAD_32 = 1, 4, 3
_ABSENT = 1
_FILES_BUSY = 1
_UNSUPPORTED = (errno.ENOTTY, errno.EOPNOTSUPP)


def identifier(key: bytes) -> str:
    """The public name of a key, as the kernel derives it from the key."""
    derived = HKDF(algorithm=hashes.SHA512(), length=16, salt=None, info=b"fscrypt\0\x01").derive(key)
    return derived.hex()


def add_key(root: Path, key: bytes) -> str:
    """Give the file system of `root` a key and return its name. Adding it twice is adding it once. Raises OSError."""
    argument = bytearray(struct.pack("=II32xII32x", _BY_IDENTIFIER, 0, len(key), 0) + key)
    with _opened(root) as descriptor:
        fcntl.ioctl(descriptor, _ADD_KEY, argument, True)
    return argument[8:24].hex()


def remove_key(root: Path, key_id: str) -> bool:
    """Take a key from the file system of `root`: whether nothing of it is left.

    False means that files are open: the key itself is gone, and what is open can still be read by its holders.
    """
    argument = bytearray(struct.pack("=II16s16xI20x", _BY_IDENTIFIER, 0, bytes.fromhex(key_id), 0))
    if not _answered(root, _REMOVE_KEY_ALL_USERS, argument, errno.ENOKEY):
        return True
    (flags,) = struct.unpack_from("=I", argument, 40)
    return not flags & _FILES_BUSY


def key_absent(root: Path, key_id: str) -> bool:
    """Whether the file system of `root` holds nothing of a key, not even for files that are still open."""
    argument = bytearray(struct.pack("=II16s16x88x", _BY_IDENTIFIER, 0, bytes.fromhex(key_id)))
    if not _answered(root, _KEY_STATUS, argument):
        return True
    (status,) = struct.unpack_from("=I", argument, 64)
    return bool(status == _ABSENT)


def supported(root: Path) -> bool:
    """Whether the file system of `root` can encrypt directories at all."""
    return _answered(root, _KEY_STATUS, bytearray(struct.pack("=II120x", _BY_IDENTIFIER, 0)))


def set_policy(directory: Path, key_id: str) -> None:
    """Encrypt whatever will be written into an empty directory by a key. Raises OSError."""
    policy = bytearray(struct.pack("=BBBB4x16s", 2, _XTS, _CTS, _PAD_32, bytes.fromhex(key_id)))
    with _opened(directory) as descriptor:
        fcntl.ioctl(descriptor, _SET_POLICY, policy, True)
        os.fsync(descriptor)


def policy(directory: Path) -> str | None:
    """The name of the key that encrypts a directory, or None where it is not encrypted by a policy of version 2."""
    argument = bytearray(struct.pack("=Q24x", 24))
    if not _answered(directory, _GET_POLICY, argument, errno.ENODATA):
        return None
    return argument[16:32].hex() if argument[8] == 2 else None


def _answered(path: Path, request: int, argument: bytearray, *nothing: int) -> bool:
    """Ask the kernel and leave its answer in `argument`; False where the file system cannot encrypt.

    False as well for an error number that means that there is `nothing` to answer of. Raises OSError for any other.
    """
    with _opened(path) as descriptor:
        try:
            fcntl.ioctl(descriptor, request, argument, True)
        except OSError as error:
            if error.errno in (*_UNSUPPORTED, *nothing):
                return False
            raise
    return True


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
