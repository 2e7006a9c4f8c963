"""`closedcircuit preview`: the policy page in a browser, as it would be published, while files are edited."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
import webbrowser

from closedcircuit.preview import Server, build, changes
from closedcircuit.terminal import console, text

SUMMARY = "show the policy page in a browser, and anew whenever a file is saved"
EXAMPLES = """
closedcircuit preview                          opens the page; Ctrl-C ends it
closedcircuit preview --no-open --port 0       prints the address, on a port that is free
"""
PORT = 8321


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--port", type=int, default=PORT, metavar="PORT", help="where to serve (%(default)s; 0: any)")
    parser.add_argument("--no-open", action="store_true", help="print the address, and open no browser")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted. A broken inventory is shown, and the last good page stays."""
    with Server(options.port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        console().print(text(("Preview  ", "dim"), server.url, ("  Ctrl-C ends it", "dim")))
        wanted = not options.no_open and _has_screen()
        for _ in changes(options.root):
            _build(server, options)
            if wanted:
                webbrowser.open(server.url)
                wanted = False
    return 0


def _build(server: Server, options: argparse.Namespace) -> None:
    out = console()
    started = time.monotonic()
    trouble = server.update(lambda: build(options.root, options.today))
    if trouble:
        out.print(text(("Not built: ", "bold red"), trouble))
    else:
        draft = "  a draft, since findings bar it" if server.shown.trouble else ""
        took = f"build {server.shown.build} in {time.monotonic() - started:.1f} s{draft}"
        out.print(text(("Built  ", "dim"), took))
    sys.stdout.flush()  # a pipe hears of it now, too


def _has_screen() -> bool:
    """Whether a browser would appear before somebody: a text browser must not take the terminal."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
