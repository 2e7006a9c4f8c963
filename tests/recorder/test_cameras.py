"""Fake cameras are what they stand for: pictures with a marker, sound, and a login."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from closedcircuit.twin.cameras import DELIMITER, Camera, marked
from tests.recorder.conftest import address, record


def _streams(place: str) -> dict[str, str]:
    command = ["ffprobe", "-v", "error", "-rtsp_transport", "tcp", "-show_entries", "stream=codec_type,codec_name"]
    answer = subprocess.run([*command, "-of", "json", place], capture_output=True, text=True, timeout=30, check=True)
    return {stream["codec_type"]: stream["codec_name"] for stream in json.loads(answer.stdout)["streams"]}


def test_every_picture_is_marked_before_its_first_slice() -> None:
    stream = b"head" + DELIMITER + b"\x10\0\0\1\x65one" + DELIMITER + b"\x30\0\0\1\x41two"
    one, two = marked(stream, "MARK").split(DELIMITER)[1:]
    for picture, first, rest in ((one, b"\x10", b"\0\0\1\x65one"), (two, b"\x30", b"\0\0\1\x41two")):
        assert picture.startswith(first + b"\0\0\0\1\x06\x05" + bytes([20]))
        assert picture.endswith(b"MARK\x80" + rest)


def test_a_camera_sends_pictures_and_sound_and_each_its_own_marker(
    play: Callable[..., list[Camera]], tmp_path: Path
) -> None:
    first, second = play("first-camera", "second-camera")
    assert _streams(address(first)) == {"video": "h264", "audio": "pcm_alaw"}
    record(second, tmp_path / "second.mp4", 2)
    content = (tmp_path / "second.mp4").read_bytes()
    assert content.count(b"second-camera") >= 15, "a marker in every picture of two seconds, copied as it was sent"
    assert b"first-camera" not in content


def test_a_camera_shows_nothing_without_its_password(play: Callable[..., list[Camera]]) -> None:
    (camera,) = play("guarded")
    for place in (camera.url, address(camera, "wrong")):
        command = ["ffprobe", "-v", "error", "-rtsp_transport", "tcp", place]
        refused = subprocess.run(command, capture_output=True, text=True, timeout=30)
        assert refused.returncode != 0
        assert "401 Unauthorized" in refused.stderr
