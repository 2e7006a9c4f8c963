"""The command line: arguments, progress, exit codes. No logic.

A command is a module of this package with SUMMARY, EXAMPLES, `arguments(parser)` and `run(options) -> exit code`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from types import ModuleType

from closedcircuit.cli import (
    attest,
    build,
    bundle,
    check,
    controls,
    deploy,
    enroll,
    explain,
    network,
    new,
    observe,
    plan,
    policy,
    preview,
    published,
    rehearse,
    retire,
    schema,
    signs,
    twin,
)
from closedcircuit.cli.options import common
from closedcircuit.errors import ClosedCircuitError, Refusal
from closedcircuit.terminal import show_error

COMMANDS: dict[str, ModuleType] = {
    "check": check,
    "build": build,
    "signs": signs,
    "preview": preview,
    "new": new,
    "explain": explain,
    "network": network,
    "rehearse": rehearse,
    "plan": plan,
    "deploy": deploy,
    "observe": observe,
    "published": published,
    "enroll": enroll,
    "retire": retire,
    "twin": twin,
    "policy": policy,
    "attest": attest,
    "controls": controls,
    "schema": schema,
    "bundle": bundle,
}
INTERRUPTED = 130
BROKEN = 2
REFUSED = 1
_EXITS = """exit codes: 130 interrupted; 2 the input or the tool is broken; 3 a waiver expired or unused;
1 a finding of gate deny, a refusal, or a host not reached; 4 changes are pending, where asked; 0 otherwise"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Errors that a person can mend are shown without a traceback."""
    options = _parser().parse_args(arguments, argparse.Namespace(root=Path(), today=None))
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to stop: leave as tidily as on Ctrl-C
    try:
        code = COMMANDS[options.command].run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except ClosedCircuitError as error:
        show_error(error)
        return REFUSED if isinstance(error, Refusal) else BROKEN
    return int(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="closedcircuit",
        description="Keep a company's CCTV honest: one inventory, checked against the law, and what it yields.",
        epilog=_examples(*(module.EXAMPLES for module in COMMANDS.values())) + "\n\n" + _EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common()],
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=module.SUMMARY,
            description=module.SUMMARY[0].upper() + module.SUMMARY[1:] + ".",
            epilog=_examples(module.EXAMPLES),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common()],
        )
        module.arguments(command)
    return parser


class _Version(argparse.Action):
    """Reads the version only when it is asked for: that takes as long as a small check."""

    def __call__(self, *_: object) -> None:
        sys.stdout.write(f"closedcircuit {metadata.version('closedcircuit')}\n")
        sys.exit(0)


def _examples(*groups: str) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for group in groups for line in group.strip().splitlines())
