"""The simplest recorder, our own: one hardened unit per camera copies its stream into segments of a minute.

Pictures are copied as the camera encoded them, sound is left out. The login is in no argument and no log: a small
program on the recorder (`keeper/record.py`) hands it to ffmpeg, listens to what ffmpeg says, and is the watchdog.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from closedcircuit.drivers import Channel, Desired, ReadBack, Said, walked
from closedcircuit.fleet import systemd
from closedcircuit.fleet.component import Component, File
from closedcircuit.recorder import CREDENTIALS, PROGRAM, PYTHON, STORE, Layout, Recorder
from closedcircuit.recorder import OWNER as OWNER

LAYOUT: Layout = "date-first"
EVENT_SECONDS = 120
PREVIEWS: tuple[str, ...] = ()
DATABASE: tuple[str, ...] = ()
SEGMENT_SECONDS = 60
FOLDER = "/etc/closedcircuit/recording"
ASK = "systemctl list-units --all --plain --no-legend 'closedcircuit-record@*'"
UNIT = "closedcircuit-record@"


def desired(recorder: Recorder, secrets: Mapping[str, str]) -> Desired:
    """ffmpeg, a unit for every camera, and of each camera where its stream is and where its days lie."""
    channels = [channel for channel in recorder.channels if channel.stream is not None]
    files = [File(f"/etc/systemd/system/{UNIT}.service", _template())]
    for channel in channels:
        files += _files(channel, recorder.timezone)
    return Desired(
        packages=("ffmpeg",),
        files=tuple(files),
        started=tuple(unit(channel.camera) for channel in channels if channel.live),
        idle=tuple(unit(channel.camera) for channel in channels if not channel.live),
    )


def apply(desired: Desired) -> Component:
    """The component; every unit that runs starts anew with what was written."""
    return Component(
        "recording",
        "Cameras are recorded by ffmpeg",
        packages=desired.packages,
        files=desired.files,
        units=desired.started,
        idle=desired.idle,
        apply=("systemctl daemon-reload", f"systemctl try-restart '{UNIT}*'"),
    )


def read_back(recorder: Recorder, said: Said) -> ReadBack:
    """What names of files tell. The software has no period of its own: it is the keeper's. It lets nobody in."""
    return ReadBack(walked(recorder, said), people={})


def cannot_promise(recorder: Recorder) -> tuple[str, ...]:
    """What a copied stream does not give."""
    return (
        "Pictures are as the camera sends them: a mask must be set in the camera.",
        "While a camera or the network is down nothing is recorded; the recorder tries again, and the gap is found.",
        f"A power cut loses up to {SEGMENT_SECONDS} seconds of the segment that was being written.",
    )


def unit(camera: str) -> str:
    """The unit that records a camera."""
    return f"{UNIT}{camera}.service"


def _template() -> str:
    return systemd.render(
        "closedcircuit-record@.service", python=PYTHON, program=PROGRAM, store=STORE, owner=OWNER, folder=FOLDER
    )


def _files(channel: Channel, timezone: str) -> Iterator[File]:
    told = {
        "stream": channel.stream,
        "user": channel.login.user if channel.login else None,
        "group": f"{STORE}/{channel.group}",
        "directory": channel.directory,
        "segment_seconds": SEGMENT_SECONDS,
        "timezone": timezone,
    }
    yield File(f"{FOLDER}/{channel.camera}.json", json.dumps(told, indent=1, sort_keys=True) + "\n")
    if channel.login:
        text = systemd.render("record-login.conf", source=f"{CREDENTIALS}/{channel.login.password.secret}")
        yield File(f"/etc/systemd/system/{unit(channel.camera)}.d/login.conf", text)
