"""What the newest picture of a camera shows: whether its masks are in the recorded pixels, and whether there is sound.

A picture is decoded into this program's memory by ffmpeg, under the account that recorded it, since what a camera sent
is nobody's to trust; yes or no is all that is told of it. A mask is there when its place is of one colour. What is of
one colour anyway, a dark yard at night, cannot be told from a mask.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import store
from .configuration import Camera, Configuration

WIDTH, HEIGHT = 160, 90
"""Pixels that are looked at; they are picked, not averaged, so that nothing looks smoother than it is."""
SPREAD = 24
"""By how much the values of a colour may differ (of 255), as they do where a flat area was compressed."""
_MARGIN = 2.0
"""Per cent of the picture along the edges of a mask that are not looked at, since they blur in compression."""
_TRIES = 3
"""Of the newest files, how many are tried: one that was only just begun may hold no picture yet."""
_TIMEOUT = 20
_SUFFIXES = (".mkv", ".mp4", ".ts", ".mov", ".avi")

Polygon = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Picture:
    """Pixels in rows, three bytes each, and whether there is sound beside them."""

    pixels: bytes
    audio: bool


def look(configuration: Configuration, masks: Mapping[str, Mapping[str, Polygon]]) -> dict[str, Any]:
    """By camera, whether its newest footage carries sound (`audio`) and has its masks (`masks`, by name).

    Polygons are in per cent of the picture. A camera of which no footage can be decoded lacks. Raises KeeperError
    where the store is not mounted or its account is gone.
    """
    store.require_mounted(configuration.store.path)
    found = {}
    for key, camera in configuration.cameras.items():
        picture = _newest(configuration, camera)
        if picture:
            polygons = masks.get(key, {})
            found[key] = {
                "audio": picture.audio,
                "masks": {name: flat(picture.pixels, polygon) for name, polygon in polygons.items()},
            }
    return {"version": 1, "cameras": found}


def flat(pixels: bytes, polygon: Polygon) -> bool:
    """Whether a polygon is of one colour, its edges left out; one too small to have an inside never is."""
    columns, rows = (
        range(int(min(values) * size / 100), min(size, int(max(values) * size / 100) + 1))
        for values, size in zip(zip(*polygon, strict=True), (WIDTH, HEIGHT), strict=True)
    )
    inside = [
        pixels[3 * (row * WIDTH + column) : 3 * (row * WIDTH + column) + 3]
        for row in rows
        for column in columns
        if _within(100 * (column + 0.5) / WIDTH, 100 * (row + 0.5) / HEIGHT, polygon)
    ]
    return bool(inside) and all(max(values) - min(values) <= SPREAD for values in zip(*inside, strict=True))


def _within(x: float, y: float, polygon: Polygon) -> bool:
    """Whether a point is in a polygon (by the rule of odd crossings) and not near one of its edges.

    An edge along the border of the picture has nothing on its other side that could blur into it.
    """
    odd = False
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
        border = (ax == bx and ax in (0, 100)) or (ay == by and ay in (0, 100))
        if not border and _distance(x - ax, y - ay, bx - ax, by - ay) < _MARGIN:
            return False
    return odd


def _distance(x: float, y: float, dx: float, dy: float) -> float:
    """From a point to a line from the origin to (dx, dy)."""
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
    return float(((x - along * dx) ** 2 + (y - along * dy) ** 2) ** 0.5)


def _newest(configuration: Configuration, camera: Camera) -> Picture | None:
    for number, path in enumerate(_files(configuration, camera)):
        if number == _TRIES:
            break
        if picture := _decoded(path, configuration.store.owner):
            return picture
    return None


def _files(configuration: Configuration, camera: Camera) -> Iterator[Path]:
    """Footage of a camera, the newest first: by day and then by name, for times of files are no evidence."""
    for directory in sorted(store.present(configuration.store.path), key=lambda found: found.day, reverse=True):
        folder = directory.path
        if configuration.store.layout == "date-first":
            folder = folder / camera.directory
        elif directory.parent != camera.directory:
            continue
        paths = [path for path in folder.rglob("*") if path.suffix in _SUFFIXES and not path.is_symlink()]
        yield from sorted(paths, key=_by_number, reverse=True)


def _by_number(path: Path) -> list[tuple[int, str]]:
    """Names in the order of the numbers in them: event 10 comes after event 9."""
    words = re.split(r"(\d+)", "/".join(path.parts[-2:]))
    return [(int(word), "") if word.isdigit() else (0, word) for word in words]


def _decoded(path: Path, owner: str) -> Picture | None:
    probe = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "json", str(path)]
    scale = f"scale={WIDTH}:{HEIGHT}:flags=neighbor"
    decode = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-map", "0:v:0", "-frames:v", "1", "-vf", scale]
    streams = _told(probe, owner)
    pixels = _told([*decode, "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"], owner)
    if not streams or len(pixels) != 3 * WIDTH * HEIGHT:
        return None
    kinds = [stream.get("codec_type") for stream in json.loads(streams).get("streams", [])]
    return Picture(pixels, "audio" in kinds)


def _told(command: list[str], owner: str) -> bytes:
    """What a program printed, or nothing where it failed."""
    account = store.account(owner)
    try:
        done = subprocess.run(  # noqa: S603 - ours; no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT,
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
