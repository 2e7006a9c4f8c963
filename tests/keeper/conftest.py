"""Skips what needs a recorder where none can be built; in CI that is a failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.keeper.bed import Bed, bed, lacking


@pytest.fixture
def beds(tmp_path: Path) -> Iterator[Callable[..., Bed]]:
    """Builds recorders."""
    if reason := lacking():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(bed(tmp_path, **options))


@pytest.fixture
def recorder(beds: Callable[..., Bed]) -> Bed:
    """A recorder with one group, one camera and 30 days."""
    return beds()
