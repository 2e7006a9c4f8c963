"""A site's hosts on this machine: real Debian systems in containers, for rehearsal and tests."""

from closedcircuit.twin.host import Host
from closedcircuit.twin.twin import Twin

__all__ = ["Host", "Twin"]
