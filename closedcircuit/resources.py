"""Where the program's own schemas, policies, templates and deploys lie: in the wheel, or in the checkout."""

from __future__ import annotations

import functools
from pathlib import Path

from closedcircuit.errors import ToolError

_PACKAGE = Path(__file__).parent


@functools.cache
def shared(name: str) -> Path:
    """The folder `name` (schemas, policies, templates, deploys). Raises ToolError where the installation lacks it."""
    for place in (_PACKAGE / "_shared" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise ToolError(f"this installation lacks its folder {name}; install closedcircuit again")
