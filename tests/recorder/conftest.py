"""Fake cameras on loopback addresses; what needs them is skipped where they cannot be, and fails in CI."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from closedcircuit.twin import cameras
from closedcircuit.twin.cameras import Camera
from tests.keeper.conftest import beds as beds

USER, PASSWORD = "viewer", "a-pass:word/of@cameras"


@pytest.fixture(scope="session")
def able_to_play() -> None:
    """This machine has what fake cameras need."""
    if reason := cameras.lacking():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def described(
    folder: Path, markers: Sequence[str], boxes: Sequence[Sequence[tuple[int, int, int, int]]]
) -> list[Camera]:
    """Cameras with a clip each, on loopback addresses of their own and a port that was free."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    return [
        Camera(f"127.0.1.{number + 1}", "/stream", USER, PASSWORD, str(clip), port)
        for number, (marker, hidden) in enumerate(zip(markers, boxes, strict=True))
        for clip in [cameras.clip(folder / f"{number}.h264", marker, hidden)]
    ]


@contextlib.contextmanager
def playing(folder: Path, described: Sequence[Camera]) -> Iterator[None]:
    """The cameras play for the block, and no longer than this process lives."""
    told = cameras.write(folder / "cameras.json", described)
    command = ["setpriv", "--pdeathsig", "KILL", cameras.PYTHON, cameras.SERVER, told]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == f"{len(described)} cameras\n"
            yield
        finally:
            server.kill()


@pytest.fixture
def play(able_to_play: None, tmp_path: Path) -> Iterator[Callable[..., list[Camera]]]:
    """Plays cameras with the given markers, and boxes in their pictures, until the test is over."""
    with contextlib.ExitStack() as stack:

        def start(*markers: str, boxes: Sequence[Sequence[tuple[int, int, int, int]]] | None = None) -> list[Camera]:
            folder = tmp_path / f"cameras-{time.monotonic_ns()}"
            folder.mkdir()
            shown = described(folder, markers, boxes or [()] * len(markers))
            stack.enter_context(playing(folder, shown))
            return shown

        yield start


def address(camera: Camera, password: str = PASSWORD) -> str:
    """The camera's address with its login, for ffmpeg."""
    escaped = password.replace(":", "%3A").replace("/", "%2F").replace("@", "%40")
    return camera.url.replace("rtsp://", f"rtsp://{USER}:{escaped}@")


def record(camera: Camera, to: Path, seconds: float, *options: str, **environment: str) -> None:
    """Copy a camera's pictures into a file."""
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-rtsp_transport", "tcp", "-i", address(camera)]
    command += ["-t", str(seconds), *(options or ["-map", "0:v", "-c", "copy"]), str(to)]
    subprocess.run(command, check=True, timeout=60, env={**os.environ, **environment})
