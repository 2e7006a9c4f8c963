"""Record one camera: start ffmpeg, hand it the login, listen to it, and tell the watchdog only while pictures come.

    python3 -m keeper.record FILE     FILE: what the deploy wrote of the camera

ffmpeg reads the stream's address, login and all, from a list in memory, so that it stands in no argument; what it
says is passed on without the login. It copies the stream into segments under the day's directory, which only the
keeper makes: on a day that was not prepared it fails. Whatever goes wrong ends the program, and systemd starts it anew.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse
from pathlib import Path
from typing import IO, Any

_MICROSECONDS = 10_000_000
"""How long ffmpeg waits for a camera that says nothing."""
_SAYS_NOTHING_NEW = 8
"""How many lines of one run are passed on, so that a camera that is down does not fill the journal."""


def command(told: dict[str, Any], source: int) -> list[str]:
    """ffmpeg's arguments; `source` is the descriptor of the list that names the stream."""
    path = f"{told['group']}/%Y-%m-%d/{told['directory']}/%H%M%S%z.mkv"
    return [
        "ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "warning", "-progress", "pipe:1", "-stats_period", "2",
        "-f", "concat", "-safe", "0", "-protocol_whitelist", "fd,file,pipe,rtsp,rtp,tcp,udp,crypto",
        "-i", f"/proc/self/fd/{source}",
        "-map", "0:v:0", "-an", "-sn", "-dn", "-c:v", "copy",
        "-f", "segment", "-segment_format", "matroska", "-segment_format_options", "cluster_time_limit=2000",
        "-segment_time", str(told["segment_seconds"]), "-segment_atclocktime", "1", "-reset_timestamps", "1",
        "-strftime", "1", path,
    ]  # fmt: skip


def listed(told: dict[str, Any], password: str) -> str:
    """The list that ffmpeg reads: one stream, over TCP. A quote in it is written as its format wants."""
    scheme, _, rest = told["stream"].partition("://")
    login = ""
    if told["user"] is not None:
        login = f"{urllib.parse.quote(told['user'], safe='')}:{urllib.parse.quote(password, safe='')}@"
    address = f"{scheme}://{login}{rest}".replace("'", "'\\''")
    return f"ffconcat version 1.0\nfile '{address}'\noption rtsp_transport tcp\noption timeout {_MICROSECONDS}\n"


def main(arguments: list[str]) -> int:
    """Record until told to stop, or until the stream ends."""
    told = json.loads(Path(arguments[0]).read_text("utf-8"))
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    password = Path(credentials, "login").read_text("utf-8") if credentials and told["user"] is not None else ""
    source = os.memfd_create("stream", 0)
    os.write(source, listed(told, password).encode())
    os.lseek(source, 0, os.SEEK_SET)
    environment = {"PATH": "/usr/bin:/bin", "TZ": told["timezone"]}
    environment |= {key: os.environ[key] for key in ("LD_PRELOAD", "FAKETIME") if key in os.environ}
    process = subprocess.Popen(  # noqa: S603 - ours, and what the inventory's schema let through; no shell
        command(told, source),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(source,),
        env=environment,
        text=True,
        errors="replace",
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.send_signal(signal.SIGINT))  # the last segment is finished
    assert process.stdout is not None  # noqa: S101 - asked for
    assert process.stderr is not None  # noqa: S101
    hidden = [word for word in (password, urllib.parse.quote(password, safe="")) if word]
    threading.Thread(target=_pass_on, args=(process.stderr, hidden), daemon=True).start()
    # Ready is who tries: a camera that is down must hold up neither a deploy nor the start of the machine.
    notify("READY=1\nSTATUS=no picture yet")
    _watch(process.stdout)
    return process.wait()


def _watch(progress: IO[str]) -> None:
    """Tell systemd that pictures come, each time that more of them came; silence is left to its watchdog."""
    last = ""
    for line in progress:
        key, _, value = line.strip().partition("=")
        if key == "frame" and value not in (last, "0"):
            notify("WATCHDOG=1\nSTATUS=pictures come")
            last = value


def _pass_on(said: IO[str], hidden: list[str]) -> None:
    """What ffmpeg says, to the journal, without the login."""
    for number, line in enumerate(said):
        if number < _SAYS_NOTHING_NEW:
            for word in hidden:
                line = line.replace(word, "(the password)")
            sys.stderr.write(line)


def notify(message: str) -> None:
    """Tell the service manager, where there is one."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaker:
            speaker.sendto(message.encode(), address.replace("@", "\0", 1) if address[0] == "@" else address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
