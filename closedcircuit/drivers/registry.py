"""The drivers by the name that the inventory gives them."""

from __future__ import annotations

from collections.abc import Mapping

from closedcircuit.drivers import Driver, ffmpeg, filesystem, zoneminder
from closedcircuit.recorder import Recorder

DRIVERS: Mapping[str, Driver] = {"ffmpeg": ffmpeg, "filesystem": filesystem, "zoneminder": zoneminder}


def of(recorder: Recorder) -> Driver:
    """The driver of a recorder's software."""
    return DRIVERS[recorder.driver]
