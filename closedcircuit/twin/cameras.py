"""Fake cameras for rehearsals: what they show, and how they are described to `rtsp`, which plays them.

Every picture carries the camera's marker, an H.264 SEI message of unregistered user data (H.264, D.1.7). It survives
when a stream is copied into a file, and a search of a raw device finds it there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from closedcircuit.files import write_bytes
from closedcircuit.twin.process import run

AT_MOST = 4
"""Cameras that play at once for one recorder."""
RATE = 10
"""Pictures a second; every fifth is a key frame."""
SIZE = (640, 360)
SERVER = Path(__file__).with_name("rtsp.py")
PYTHON = "/usr/bin/python3"
"""The system's own Python, for which Debian packages GStreamer."""
DELIMITER = b"\0\0\0\1\x09"
"""The access unit delimiter (H.264, 7.3.2.4) with which every picture of a clip begins; one byte follows."""
_IMPORT = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer"
_USER_DATA = bytes.fromhex("086f3693b7b34f2c965321492feee5b8")
"""The UUID of our messages: it says whose user data they are."""
_SECONDS = 2

Polygon = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Camera:
    """A fake camera; `path` begins with a slash, `user` None asks for no login."""

    address: str
    path: str
    user: str | None
    password: str | None
    clip: str
    port: int = 554
    rate: int = RATE

    @property
    def url(self) -> str:
        """Where it plays, without a login."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"rtsp://{host}:{self.port}{self.path}"


def lacking() -> str | None:
    """What this machine lacks to play cameras, in words, or None."""
    programs = [name for name in ("ffmpeg", PYTHON) if shutil.which(name) is None]
    if programs or run([PYTHON, "-c", _IMPORT], check=False).returncode:
        return f"fake cameras need {', '.join(programs) or 'gir1.2-gst-rtsp-server-1.0'}; `make system` brings it"
    return None


def clip(path: Path, marker: str, boxes: Iterable[tuple[int, int, int, int]] = ()) -> Path:
    """Make the two seconds that a camera plays: a moving picture with a marker, and black boxes in it.

    A marker is at most 200 letters, digits and hyphens. A box is left, top, right, bottom in percent. Raises ToolError.
    """
    width, height = SIZE
    drawn = [
        f"drawbox=x=iw*{left}/100:y=ih*{top}/100:w=iw*{right - left}/100:h=ih*{bottom - top}/100:color=black:t=fill"
        for left, top, right, bottom in boxes
    ]
    quiet = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y"]
    source = ["-f", "lavfi", "-i", f"testsrc2=size={width}x{height}:rate={RATE}", "-t", str(_SECONDS)]
    encode = [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-threads",
        "1",
        "-g",
        "5",
        "-pix_fmt",
        "yuv420p",
    ]
    delimit = ["-bsf:v", "h264_metadata=aud=insert", "-f", "h264"]
    run([*quiet, *source, "-vf", ",".join(["null", *drawn]), *encode, *delimit, path])
    write_bytes(path, marked(path.read_bytes(), marker))
    return path


def marked(content: bytes, marker: str) -> bytes:
    """An H.264 stream whose pictures begin with delimiters, with a marker in each.

    ffmpeg's own filter is of no use here: it puts the message behind the first slice, where it ends the picture.
    """
    payload = _USER_DATA + marker.encode("ascii")
    message = b"\0\0\0\1\x06\x05" + bytes([len(payload)]) + payload + b"\x80"
    first, *pictures = content.split(DELIMITER)
    return first + b"".join(DELIMITER + picture[:1] + message + picture[1:] for picture in pictures)


def write(path: Path, cameras: Sequence[Camera]) -> Path:
    """Describe cameras for the server. The file holds their passwords, and nobody else may read it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump([asdict(camera) for camera in cameras], stream)
    return path
