"""Which protocol and port a service of a flow is. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

Protocol = Literal["tcp", "udp"]


class Port(NamedTuple):
    """A port that a service listens on."""

    protocol: Protocol
    port: int

    def __str__(self) -> str:
        return f"{self.protocol}/{self.port}"


PORTS: dict[str, tuple[Port, ...]] = {
    "rtsp": (Port("tcp", 554),),  # RFC 7826; media interleaved in the same connection, so that no other port is needed
    "rtsps": (Port("tcp", 322),),
    "onvif": (Port("tcp", 80),),
    "http": (Port("tcp", 80),),
    "https": (Port("tcp", 443),),
    "ssh": (Port("tcp", 22),),
    "ntp": (Port("udp", 123),),
    "syslog": (Port("tcp", 6514),),  # RFC 5425: over TLS
    "apt": (Port("tcp", 80),),  # packages carry signatures of their own
    "dns": (Port("udp", 53), Port("tcp", 53)),
}
"""The services that a flow names by a word; any other is written as in tcp/8443."""


def ports(service: str) -> tuple[Port, ...]:
    """The ports of a service as the schema allows it: a word of PORTS, or protocol and port."""
    if service in PORTS:
        return PORTS[service]
    protocol, _, number = service.partition("/")
    return (Port(cast("Protocol", protocol), int(number)),)
