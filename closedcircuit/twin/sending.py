"""Send probes and see which arrive.

One process does it all: a socket belongs to the network in which it was made, so each is made while standing in its
node's network. A packet has arrived when a raw socket of its receiver gets it, which is after the receiver's own rules;
a TCP connection is open when its handshake is done.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import resource
import selectors
import socket
import struct
import time
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from closedcircuit.errors import ToolError
from closedcircuit.model import Address
from closedcircuit.twin import packets
from closedcircuit.twin.host import Host
from closedcircuit.twin.probes import Probe
from closedcircuit.twin.process import run
from closedcircuit.twin.twin import Twin

FIRST_PORT = 10_000
LAST_PORT = 30_000
"""Each probe of a batch has a source port of its own, by which it is known again. Below the ephemeral ports."""
REPEAT_SECONDS = (0.0, 0.5, 1.0)
"""When a packet that nobody repeats for us is sent: one may be lost while an address is still asked for."""
QUIET_SECONDS = 2.0
"""How long after the last send silence counts. TCP repeats its SYN after one second."""
LIMIT_SECONDS = 15.0
_FALLBACK = 400
_BUFFER = 1 << 24
_SO_RCVBUFFORCE = 33


@dataclass
class _Batch:
    """The probes under way, by source port, and what became of them."""

    probes: Mapping[int, Probe]
    arrived: set[int] = field(default_factory=set)
    connected: set[int] = field(default_factory=set)

    def through(self, port: int) -> bool:
        """Whether a probe did what it was to do: a lone packet arrived, an allowed TCP connection opened."""
        probe = self.probes[port]
        return port in (self.connected if probe.allowed and probe.protocol == "tcp" else self.arrived)


def send(twin: Twin, probes: Sequence[Probe], *, expect: Collection[Probe]) -> set[Probe]:
    """Those of `probes` that got through. Waits until all of `expect` did, within reason, and then for silence.

    Raises ToolError where a probe cannot even be sent.
    """
    with _ways(twin, probes) as marks:
        through: set[Probe] = set()
        size = min(LAST_PORT - FIRST_PORT, _open_files() - 1000)
        for start in range(0, len(probes), size):
            through |= _batch(twin, probes[start : start + size], marks, expect)
    return through


def _open_files() -> int:
    """How many files this process may have open, after asking for all that it may ask for."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = 1 << 20 if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed


def _batch(twin: Twin, probes: Sequence[Probe], marks: Mapping[Probe, int], expect: Collection[Probe]) -> set[Probe]:
    batch = _Batch(dict(enumerate(probes, FIRST_PORT)))
    awaited = {port for port, probe in batch.probes.items() if probe in expect}
    with contextlib.ExitStack() as stack:
        ears = [ear for name in sorted({probe.target for probe in probes}) for ear in _ears(stack, twin, name, probes)]
        selector = stack.enter_context(selectors.DefaultSelector())
        for node, ear, version in ears:
            selector.register(ear, selectors.EVENT_READ, (node, version))
        started = time.monotonic()
        senders = _senders(stack, twin, batch, marks, selector)
        repeats = list(REPEAT_SECONDS)
        while True:
            now = time.monotonic() - started
            if repeats and now >= repeats[0]:
                repeats.pop(0)
                _repeat(senders, batch)
            _listen(selector, batch)
            quiet = not repeats and now > REPEAT_SECONDS[-1] + QUIET_SECONDS
            if quiet and (now > LIMIT_SECONDS or all(batch.through(port) for port in awaited)):
                break
    return {probe for port, probe in batch.probes.items() if batch.through(port)}


def _listen(selector: selectors.BaseSelector, batch: _Batch) -> None:
    for key, _ in selector.select(timeout=0.05):
        channel = key.fileobj
        if not isinstance(channel, socket.socket):
            continue
        if isinstance(key.data, int):
            selector.unregister(channel)
            if channel.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                batch.connected.add(key.data)
            continue
        node, version = key.data
        with contextlib.suppress(BlockingIOError):
            while True:
                found = packets.ports(channel.recv(256), version)
                probe = batch.probes.get(found[0]) if found else None
                if found and probe and probe.target == node and probe.port == found[1]:
                    batch.arrived.add(found[0])


def _ears(
    stack: contextlib.ExitStack, twin: Twin, name: str, probes: Sequence[Probe]
) -> Iterator[tuple[str, socket.socket, int]]:
    """Raw sockets of a node, and listeners where nothing listens yet, so that a connection can open."""
    wanted = {probe.port for probe in probes if probe.target == name and probe.protocol == "tcp"}
    with twin.hosts[name].at():
        for family, version in ((socket.AF_INET, 4), (socket.AF_INET6, 6)):
            for number in packets.PROTOCOLS.values():
                ear = stack.enter_context(socket.socket(family, socket.SOCK_RAW, number))
                ear.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _BUFFER)
                ear.setblocking(False)
                yield name, ear, version
            for port in wanted:
                listener = stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                try:
                    listener.bind((packets.any_address(version), port))
                    listener.listen(4096)
                except OSError as error:
                    if error.errno != errno.EADDRINUSE:
                        raise


def _senders(
    stack: contextlib.ExitStack,
    twin: Twin,
    batch: _Batch,
    marks: Mapping[Probe, int],
    selector: selectors.BaseSelector,
) -> dict[int, socket.socket]:
    """A socket per probe, made in its source's network. TCP connects at once; the others are returned, to be sent."""
    waiting: dict[int, socket.socket] = {}
    sources: dict[str, list[int]] = defaultdict(list)
    for port, probe in batch.probes.items():
        sources[probe.source].append(port)
    for name, ports in sources.items():
        with twin.hosts[name].at():
            for port in ports:
                probe = batch.probes[port]
                channel = stack.enter_context(_socket(probe, port, marks.get(probe)))
                if probe.protocol == "tcp" and probe.kind != "spoof":
                    if channel.connect_ex(_end(probe)) == errno.EINPROGRESS:
                        selector.register(channel, selectors.EVENT_WRITE, port)
                    continue
                if probe.kind != "spoof":
                    with contextlib.suppress(OSError):  # no way there; sending will fail too
                        channel.connect(_end(probe))
                waiting[port] = channel
    return waiting


def _socket(probe: Probe, port: int, mark: int | None) -> socket.socket:
    """A socket for a probe; the caller stands in the network of its source."""
    family = socket.AF_INET if probe.address.version == 4 else socket.AF_INET6
    if probe.kind == "spoof":
        channel = socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_RAW)
    else:
        channel = socket.socket(family, socket.SOCK_STREAM if probe.protocol == "tcp" else socket.SOCK_DGRAM)
        own = (str(probe.sender), port)
        if probe.protocol == "tcp":  # ends with a reset, so that its port is free for the next round
            channel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        scope = (0, socket.if_nametoindex(probe.leg.interface)) if probe.sender.is_link_local else ()
        channel.bind((*own, *scope))
    if mark is not None:
        channel.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, mark)
    channel.setblocking(False)
    return channel


def _end(probe: Probe) -> tuple[str, int] | tuple[str, int, int, int]:
    """Where a probe goes; the caller stands in the network of its source."""
    if probe.address.is_link_local and probe.address.version == 6:
        return str(probe.address), probe.port, 0, socket.if_nametoindex(probe.leg.interface)
    return str(probe.address), probe.port


def _repeat(senders: Mapping[int, socket.socket], batch: _Batch) -> None:
    """Send what is not TCP's to repeat. A node that has no way there may say so, which is an answer too."""
    for port, channel in senders.items():
        probe = batch.probes[port]
        with contextlib.suppress(OSError):
            if probe.kind == "spoof":
                data = packets.lie(probe.protocol, probe.sender, port, probe.address, probe.port)
                channel.sendto(data, (str(probe.address), 0))
            else:
                channel.send(b"twin\0\0\0\0")


@contextlib.contextmanager
def _ways(twin: Twin, probes: Sequence[Probe]) -> Iterator[dict[Probe, int]]:
    """For the block, the routes that attackers want, each under a mark of its own; yields the marks.

    A host that was left without a default route gets one back, after all of its own: it could be given one by whoever
    took it over.
    """
    marks: dict[Probe, int] = {}
    wanted: dict[str, dict[tuple[Address, str], int]] = defaultdict(dict)
    for probe in probes:
        if probe.via is not None:
            ways = wanted[probe.source]
            marks[probe] = ways.setdefault((probe.via, probe.leg.interface), len(ways) + 1)
    undo: list[tuple[Host, int, list[str]]] = []
    try:
        for name, version in itertools.product(sorted({probe.source for probe in probes}), (4, 6)):
            host = twin.hosts[name]
            there, back = [], []
            for (via, interface), mark in wanted[name].items():
                if via.version == version:
                    there.append(f"route replace default via {via} dev {interface} table {mark}")
                    there.append(f"rule add fwmark {mark} lookup {mark} pref {mark}")
                    back += [f"rule del pref {mark}", f"route flush table {mark}"]
            ends = [route.via for route in host.node.routes if route.via.version == version]
            if host.node.machine and ends:
                there += [f"route replace default via {via} table {_FALLBACK}" for via in ends]
                there.append(f"rule add lookup {_FALLBACK} pref 40000")
                back += ["rule del pref 40000", f"route flush table {_FALLBACK}"]
            undo.append((host, version, back))
            _ip(host, version, there)
        yield marks
    finally:
        for host, version, back in undo:
            _ip(host, version, back, force=True)


def _ip(host: Host, version: int, lines: Sequence[str], *, force: bool = False) -> None:
    if not lines:
        return
    command = ["ip", f"-{version}", *(["-force"] if force else []), "-batch", "-"]
    with host.at():
        done = run(command, stdin="\n".join(lines) + "\n", check=False)
    if done.returncode != 0 and not force:
        raise ToolError(f"{host.node.name}: the routes for probes cannot be set: {done.stderr.strip()[-300:]}")


def weaken(host: Host) -> None:
    """Take from a machine what closes it: rules flushed, forwarding on, reverse-path filters off, IPv6 on."""
    host.run(["nft", "flush", "ruleset"])
    script = """cd /proc/sys/net
for knob in ipv4/conf/*/rp_filter ipv6/conf/*/disable_ipv6; do echo 0 > "$knob"; done
for knob in ipv4/conf/*/forwarding ipv6/conf/*/forwarding; do echo 1 > "$knob"; done
"""
    host.run(["sh", "-ec", script])
