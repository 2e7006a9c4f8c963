"""The options by which a command chooses its engine."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from closedcircuit.check import embedded
from closedcircuit.engine import Engine
from closedcircuit.engine.bundle import Package
from closedcircuit.errors import InputError, Position, Problem

TOKEN = "CLOSEDCIRCUIT_OPA_TOKEN"  # noqa: S105  the name of a variable


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare --engine and how a running OPA is reached."""
    group = parser.add_argument_group("engine")
    group.add_argument("--engine", choices=("embedded", "opa"), help="judge in this process, or by an OPA started here")
    group.add_argument("--opa-url", metavar="URL", help=f"a running OPA instead; a bearer token comes from {TOKEN}")
    group.add_argument("--opa-ca", metavar="FILE", type=Path, help="who vouches for the server's certificate")
    group.add_argument("--opa-cert", metavar="FILE", type=Path, help="our certificate, with --opa-key")
    group.add_argument("--opa-key", metavar="FILE", type=Path, help="its key")


def chosen(options: argparse.Namespace) -> Callable[[Package], AbstractContextManager[Engine]]:
    """What starts the engine that the options name. Raises InputError for options that contradict each other."""
    if options.opa_url is None:
        if options.opa_ca or options.opa_cert or options.opa_key:
            raise _wrong("--opa-ca, --opa-cert and --opa-key", "go with --opa-url")
        if options.engine != "opa":
            return embedded
    elif options.engine == "embedded":
        raise _wrong("--engine embedded", "does not go with --opa-url")
    if (options.opa_cert is None) is not (options.opa_key is None):
        raise _wrong("--opa-cert and --opa-key", "go together")
    from closedcircuit.engine import opa  # only now: it brings an HTTP client along

    if options.opa_url is None:
        return opa.started
    pair = (options.opa_cert, options.opa_key) if options.opa_cert else None
    server = opa.Remote(options.opa_url, os.environ.get(TOKEN), options.opa_ca, pair)
    return partial(opa.remote, server)


def _wrong(what: str, why: str) -> InputError:
    return InputError([Problem(Position(what), why)])
