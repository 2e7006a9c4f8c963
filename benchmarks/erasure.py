"""How long it takes to expire a day of footage: the whole run of the keeper, against overwriting the same files.

Run it as root, `make bench`, or with sizes in gigabytes: `python -m benchmarks.erasure 1 4 16`. Each size is
written to a real ext4 with encryption on a loop device, and expired; the same bytes are overwritten with shred -n1 on
a plain ext4 in the same run, since machines differ. A day of 100 GB is sparse: what the keeper does depends on how
many files there are, and not on how long they are, and the disk need not hold them. One more figure is how fast
footage is written with a day's key and without.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.keeper.bed import TODAY, Bed, bed, lacking

_FILE = 128 << 20
_OVER = TODAY + datetime.timedelta(days=32)
_CHUNK = os.urandom(8 << 20)


def write(folder: Path, gigabytes: float) -> float:
    """Write files of 128 MiB, to the disk; seconds."""
    start = time.monotonic()
    for number in range(int(gigabytes * (1 << 30)) // _FILE):
        with (folder / f"{number:06}.mp4").open("wb") as stream:
            for _ in range(_FILE // len(_CHUNK)):
                stream.write(_CHUNK)
            os.fsync(stream.fileno())
    return time.monotonic() - start


def expire(recorder: Bed) -> float:
    """Seconds of the run that destroys the day, start of the program and verification included."""
    start = time.monotonic()
    recorder.done("erase", at=_OVER)
    took = time.monotonic() - start
    if "2026-12-01" not in {record["day"] for record in recorder.destroyed}:
        sys.exit("erasure: the day was not destroyed")
    return took


def measure(gigabytes: float, sparse: bool = False) -> str:
    """A line of the report."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as place:  # noqa: S108 - not in memory
        root = Path(place)
        with bed(root, megabytes=int(gigabytes * 1200) + 64) as recorder:
            recorder.done("prepare")
            folder = recorder.store / "site" / TODAY.isoformat() / "cam-001"
            if sparse:
                for number in range(int(gigabytes * (1 << 30)) // _FILE):
                    with (folder / f"{number:06}.mp4").open("wb") as stream:
                        stream.truncate(_FILE)
                return f"{gigabytes:>6g} GB sparse   erase {expire(recorder):6.2f} s"
            encrypted = write(folder, gigabytes)
            erased = expire(recorder)
        plain = root / "plain"
        plain.mkdir()
        image = root / "footage.img"
        image.unlink()
        with image.open("wb") as stream:
            stream.truncate(int(gigabytes * 1200 + 64) << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)  # noqa: S603, S607
        subprocess.run(["mount", "-o", "loop", image, plain], check=True)  # noqa: S603, S607
        try:
            clear = write(plain, gigabytes)
            start = time.monotonic()
            subprocess.run(["shred", "-u", "-n1", *plain.glob("*.mp4")], check=True)  # noqa: S603, S607
            os.sync()
            shredded = time.monotonic() - start
        finally:
            subprocess.run(["umount", plain], check=True)  # noqa: S603, S607
    return (
        f"{gigabytes:>6g} GB          erase {erased:6.2f} s   shred -n1 {shredded:6.2f} s   "
        f"{shredded / erased:5.1f} times   recorded with keys {_rate(gigabytes, encrypted)}, without "
        f"{_rate(gigabytes, clear)}"
    )


def _rate(gigabytes: float, seconds: float) -> str:
    return f"{gigabytes * 1024 / seconds:5.0f} MiB/s"


def main() -> None:
    """Print a line for each size."""
    if reason := lacking():
        sys.exit(f"erasure: not measured: {reason}")
    for size in [float(word) for word in sys.argv[1:]] or [1.0]:
        sys.stdout.write(measure(size) + "\n")
        sys.stdout.flush()
    sys.stdout.write(measure(100, sparse=True) + "\n")


if __name__ == "__main__":
    main()
