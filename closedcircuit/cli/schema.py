"""`closedcircuit schema`: the schemas, for editors."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from closedcircuit.errors import InputError, no_such
from closedcircuit.files import json_text, write_text
from closedcircuit.schema import bundle, schemas
from closedcircuit.terminal import console

SUMMARY = "print or write the schemas by which editors complete and check YAML"
EXAMPLES = """
closedcircuit schema                           the kinds of file there are
closedcircuit schema site                      one schema, complete in itself
closedcircuit schema --out schemas             all of them, where modelines find them
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("kind", nargs="?", metavar="KIND", help="print this schema, with all that it refers to")
    parser.add_argument("--out", metavar="DIR", type=Path, help="write every schema into this folder")


def run(options: argparse.Namespace) -> int:
    """List, print or write."""
    if options.kind is not None and options.kind not in schemas():
        raise InputError([no_such("schema", options.kind, list(schemas()))])
    if options.out is not None:
        for name in [options.kind, "definitions"] if options.kind else schemas():
            write_text(options.out / f"{name}.json", json_text(schemas()[name]))
    elif options.kind is not None:
        sys.stdout.write(json_text(bundle(options.kind)))
    else:
        out = console()
        for name, schema in schemas().items():
            out.print(f"{name:<14}{schema['description']}")
    return 0
