"""Anything that writes date-first paths into the days that the keeper prepared: nothing is set, everything is read."""

from __future__ import annotations

from collections.abc import Mapping

from closedcircuit.drivers import Desired, ReadBack, Said, walked
from closedcircuit.fleet.component import Component
from closedcircuit.recorder import OWNER as OWNER
from closedcircuit.recorder import Layout, Recorder

LAYOUT: Layout = "date-first"
EVENT_SECONDS = 3600
PREVIEWS: tuple[str, ...] = ()
DATABASE: tuple[str, ...] = ()
ASK = "true"


def desired(recorder: Recorder, secrets: Mapping[str, str]) -> Desired:
    """Nothing: this software is somebody else's."""
    return Desired()


def apply(desired: Desired) -> Component:
    """A component without a part."""
    return Component("recording", "The recording software is left alone")


def read_back(recorder: Recorder, said: Said) -> ReadBack:
    """What names of files tell. Whom the software lets in, nobody asked it."""
    return ReadBack(walked(recorder, said), people=None)


def cannot_promise(recorder: Recorder) -> tuple[str, ...]:
    """What is not known of software that is only looked at."""
    return (
        "How long the software means to keep footage is not known; the keeper ends every day on time all the same.",
        "Whether it records sound is seen in its files alone, and whether it shows masks in its pictures alone.",
        "Whom it lets in, and what they may see, is not known; so nothing is said of the accounts of its host.",
        "Nothing starts it again when it stops; that it is silent is found when it is observed.",
    )
