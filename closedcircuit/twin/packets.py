"""Packets as bytes, for probes that lie about their sender. Pure."""

from __future__ import annotations

import ipaddress
import struct

from closedcircuit.model import Address

PROTOCOLS = {"tcp": 6, "udp": 17}
_TTL = 64


def lie(protocol: str, sender: Address, port: int, target: Address, target_port: int) -> bytes:
    """A whole packet from an address that its sender does not have: a TCP SYN, or a UDP datagram with eight bytes.

    Checksums are right: a wrong one would be dropped for itself and prove nothing.
    """
    body = _syn(port, target_port) if protocol == "tcp" else _datagram(port, target_port)
    at = 16 if protocol == "tcp" else 6
    number = PROTOCOLS[protocol]
    pseudo = sender.packed + target.packed + struct.pack("!HBB", len(body), 0, number)
    if sender.version == 6:
        pseudo = sender.packed + target.packed + struct.pack("!IHBB", len(body), 0, 0, number)
    body = body[:at] + struct.pack("!H", checksum(pseudo + body)) + body[at + 2 :]
    return _head(number, sender, target, len(body)) + body


def ports(data: bytes, version: int) -> tuple[int, int] | None:
    """Source and target port of what a raw socket received, which for IPv4 is with its header; None if it is cut."""
    start = (data[0] & 15) * 4 if version == 4 and data else 0
    if len(data) < start + 4:
        return None
    source, target = struct.unpack_from("!HH", data, start)
    return source, target


def _syn(port: int, target_port: int) -> bytes:
    return struct.pack("!HHIIBBHHH", port, target_port, 1, 0, 5 << 4, 2, 65535, 0, 0)


def _datagram(port: int, target_port: int) -> bytes:
    return struct.pack("!HHHH", port, target_port, 16, 0) + b"twin\0\0\0\0"


def _head(number: int, sender: Address, target: Address, length: int) -> bytes:
    if sender.version == 6:
        return struct.pack("!IHBB", 6 << 28, length, number, _TTL) + sender.packed + target.packed
    # The kernel fills in the checksum.
    return struct.pack("!BBHHHBBH", 0x45, 0, 20 + length, 0, 0, _TTL, number, 0) + sender.packed + target.packed


def checksum(data: bytes) -> int:
    """The internet checksum (RFC 1071)."""
    data += b"\0" * (len(data) % 2)
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def any_address(version: int) -> str:
    """The address that stands for all of a host's own."""
    return str(ipaddress.ip_address(0) if version == 4 else ipaddress.IPv6Address(0))
