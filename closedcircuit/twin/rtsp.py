"""Cameras that stand in for real ones: H.264 and sound over RTSP, behind a login, by GStreamer's RTSP server.

Run as `/usr/bin/python3 rtsp.py CAMERAS` with Debian's python3-gi; it ends with the twin. CAMERAS is a JSON file that
`cameras.write` makes. Each camera plays a clip in a circle, at the clip's own pace, to everybody who asks with the
right login.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

_DELIMITER = b"\0\0\0\1\x09"
"""The access unit delimiter (H.264, 7.3.2.4) with which every picture of a clip begins."""
_LAUNCH = (
    "( appsrc name=video is-live=true format=time "
    "caps=video/x-h264,stream-format=byte-stream,alignment=au,framerate={rate}/1 "
    "! rtph264pay name=pay0 pt=96 "
    "audiotestsrc is-live=true ! audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay name=pay1 pt=8 )"
)


class _Clip:
    """The pictures of a clip, pushed one after the other into a stream that is asked for."""

    def __init__(self, content: bytes, rate: int) -> None:
        self.pictures = [_DELIMITER + part for part in content.split(_DELIMITER)[1:]]
        self.rate = rate

    def play(self, _: object, media: Any) -> None:
        """Feed a stream until it is closed."""
        number = 0

        def push(source: Any, _: int) -> None:
            nonlocal number
            buffer = Gst.Buffer.new_wrapped(self.pictures[number % len(self.pictures)])
            buffer.duration = Gst.SECOND // self.rate
            buffer.pts = buffer.dts = number * buffer.duration
            number += 1
            source.emit("push-buffer", buffer)

        media.get_element().get_by_name_recurse_up("video").connect("need-data", push)


def serve(camera: dict[str, Any]) -> Any:
    """Start a camera; the server lives as long as what is returned."""
    server = GstRtspServer.RTSPServer()
    server.set_address(camera["address"])
    server.set_service(str(camera["port"]))
    clip = _Clip(Path(camera["clip"]).read_bytes(), camera["rate"])
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(_LAUNCH.format(rate=clip.rate))
    factory.set_shared(True)
    factory.connect("media-configure", clip.play)
    if camera["user"] is not None:
        _guard(server, factory, camera["user"], camera["password"])
    server.get_mount_points().add_factory(camera["path"], factory)
    if server.attach(None) == 0:
        sys.exit(f"rtsp: {camera['address']}:{camera['port']} cannot be listened on")
    return server


def _guard(server: Any, factory: Any, user: str, password: str) -> None:
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth = GstRtspServer.RTSPAuth()
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    for right in ("media.factory.access", "media.factory.construct"):
        permissions.add_permission_for_role("viewer", right, True)
    factory.set_permissions(permissions)


def main(path: str) -> None:
    """Serve until killed."""
    Gst.init(None)
    servers = [serve(camera) for camera in json.loads(Path(path).read_text("utf-8"))]
    sys.stdout.write(f"{len(servers)} cameras\n")
    sys.stdout.flush()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(sys.argv[1])
