"""What a host is like, read in one round trip."""

from __future__ import annotations

from pyinfra.api.facts import FactBase

from closedcircuit.fleet import shell
from closedcircuit.fleet.reading import Reading, parse


class HostReading(FactBase[Reading]):
    """The reading that a script of `closedcircuit.fleet.reading` gives; the script comes as `_stdin`."""

    def command(self) -> str:
        """What runs the script."""
        return shell.EVALUATE

    def process(self, output: list[str]) -> Reading:
        """Raises ToolError where the host stopped in the middle."""
        return parse(output)
