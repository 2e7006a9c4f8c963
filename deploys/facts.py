"""What a host is like, read in one round trip."""

from __future__ import annotations

from pyinfra.api.facts import FactBase

from closedcircuit.fleet import homepage, shell
from closedcircuit.fleet.homepage import Held
from closedcircuit.fleet.reading import Reading, parse


class HostReading(FactBase[Reading]):
    """The reading that a script of `closedcircuit.fleet.reading` gives; the script comes as `_stdin`."""

    def command(self) -> str:
        """What runs the script."""
        return shell.EVALUATE

    def process(self, output: list[str]) -> Reading:
        """Raises ToolError where the host stopped in the middle."""
        return parse(output)


class HomepageReading(FactBase[Held]):
    """What a host of the homepage holds."""

    def command(self) -> str:
        """What reads it."""
        return homepage.read_script()

    def process(self, output: list[str]) -> Held:
        """Raises ToolError where the host stopped in the middle."""
        return homepage.parse(output)
