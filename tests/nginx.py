"""A real nginx on loopback with the configuration that the homepage's hosts get."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from closedcircuit.fleet import homepage
from tests.conftest import tool

PREFIX = "/cctv/"


def lay(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below `folder`/current, as a release that shows; the folder."""
    for path, content in files.items():
        there = folder / "current" / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
    return folder


@contextlib.contextmanager
def nginx(folder: Path, work: Path, extra: str = "", tls: str = "") -> Iterator[str]:
    """Serve `folder`/current; the address of the policy. `extra` are more locations, `tls` makes it https."""
    program = tool("nginx", "`make system` installs nginx-light")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    work.mkdir(parents=True, exist_ok=True)
    text = homepage.server_config(str(folder), PREFIX, [f"127.0.0.1:{port}{' ssl' if tls else ''}"])
    text = text.replace("/run/nginx.pid", str(work / "pid")).replace("user www-data;", "user root;")
    text = re.sub(r"(server_name _;)", rf"\1 {tls} {extra}", text)
    config = work / "nginx.conf"
    config.write_text(text, "utf-8")
    command = [program, "-c", config, "-e", work / "error.log", "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            deadline = time.monotonic() + 20
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert process.poll() is None, (work / "error.log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield f"{'https' if tls else 'http'}://127.0.0.1:{port}{PREFIX}"
        finally:
            process.terminate()
            process.wait(10)
