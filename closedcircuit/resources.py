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


def policy_folders(root: Path) -> tuple[Path, ...]:
    """Where policies lie: ours, and then the company's own `policies/` under `root`, if that is another folder."""
    ours, own = shared("policies"), root / "policies"
    return (ours,) if not own.is_dir() or own.resolve() == ours.resolve() else (ours, own)
