"""A recorder with two legs, and a camera that wants in: `python -m tests.unit.legs` in a network of its own, as root.

Reads a case from standard input: the recorder's `rules`, `careless` ones, its kernel `values` by path under /proc/sys,
its address among `cameras` and its `other` one, and the address of a `camera`. Answers with the addresses and ports at
which the camera got a connection, without rules and with each of them, and whether the other address answered ARP
without the values and with them. The camera takes whatever way it likes: through the recorder, or as if the other
address stood beside it.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PORTS = (22, 80, 443, 554)
_SECONDS = 0.3


def _run(*command: str, stdin: str = "") -> str:
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=10, check=True).stdout


def connects(addresses: Sequence[str]) -> list[list[str | int]]:
    """Where a connection opens, of all addresses and ports."""
    found: list[list[str | int]] = []
    with selectors.DefaultSelector() as selector:
        for end in ((address, port) for address in addresses for port in PORTS):
            channel = socket.socket()
            channel.setblocking(False)
            channel.connect_ex(end)
            selector.register(channel, selectors.EVENT_WRITE, end)
        while ready := selector.select(_SECONDS):
            for key, _ in ready:
                selector.unregister(key.fileobj)
                if key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:  # type: ignore[union-attr]
                    found.append(list(key.data))
    return sorted(found)


class Recorder:
    """The network this process stands in, with a camera at one leg and another network at the other."""

    def __init__(self, case: dict[str, str]) -> None:
        self._case = case
        self._camera, elsewhere = (self._network() for _ in range(2))
        for interface, peer, address in (("eth0", self._camera, "cameras"), ("eth1", elsewhere, "other")):
            _run("ip", "link", "add", interface, "type", "veth", "peer", "name", "there", "netns", peer)
            _run("ip", "addr", "add", f"{case[address]}/24", "dev", interface)
            _run("ip", "link", "set", interface, "up")
            _run("nsenter", "--net", "--target", peer, "ip", "link", "set", "there", "up")
        self._at_camera("ip", "addr", "add", f"{case['camera']}/24", "dev", "there")

    @staticmethod
    def _network() -> str:
        """A network of its own, as a process in it; it ends with this one."""
        process = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        return str(process.pid)

    def _at_camera(self, *command: str) -> str:
        return _run("nsenter", "--net", "--target", self._camera, *command)

    def reached(self) -> list[list[str | int]]:
        """Where the camera gets a connection, whichever way it takes to the other address."""
        found: list[list[str | int]] = []
        for way in (["via", self._case["cameras"]], ["dev", "there"]):
            self._at_camera("ip", "route", "replace", self._case["other"], *way)
            command = (sys.executable, "-m", "tests.unit.legs", self._case["cameras"], self._case["other"])
            found += [end for end in json.loads(self._at_camera(*command)) if end not in found]
        return found

    def answers_arp(self) -> bool:
        """Whether it says to the camera that the other address is its own."""
        self._at_camera("ip", "route", "replace", self._case["other"], "dev", "there")
        self._at_camera("ip", "neigh", "flush", "dev", "there")
        self._at_camera("bash", "-c", f"echo > /dev/udp/{self._case['other']}/9")
        time.sleep(_SECONDS)
        neighbours = json.loads(self._at_camera("ip", "-j", "neigh", "show", self._case["other"]))
        return any("lladdr" in entry for entry in neighbours)


def main() -> None:
    """Play the case."""
    case = json.load(sys.stdin)
    listeners = [socket.create_server(("", port)) for port in PORTS]
    recorder = Recorder(case)
    answer = {"open": recorder.reached(), "arp": recorder.answers_arp()}
    for rules in ("careless", "rules"):
        _run("nft", "--file", "-", stdin=case[rules])
        answer[rules] = recorder.reached()
    for path, value in case["values"].items():
        Path("/proc/sys", path).write_text(value, "utf-8")
    answer["guarded_arp"] = recorder.answers_arp()
    for listener in listeners:
        listener.close()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(connects(sys.argv[1:])))
    else:
        main()
