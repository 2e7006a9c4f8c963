"""`closedcircuit explain`: what a control asks, why, by what law, and how to mend it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rich.text import Text

from closedcircuit import inventory
from closedcircuit.check import catalogue, today
from closedcircuit.controls import Catalogue, Control
from closedcircuit.errors import InputError, no_such
from closedcircuit.report.controls_report import CONFIDENCE, DECIDED_BY
from closedcircuit.report.text_report import FORCE
from closedcircuit.schema import show
from closedcircuit.terminal import console, text

SUMMARY = "explain a control: what it asks, why, by what law, and how to mend it"
EXAMPLES = """
closedcircuit explain CCTV-RET-02              what the control asks, and by what law
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("control", metavar="CONTROL", help="as in CCTV-RET-02, or RET-02")


def run(options: argparse.Namespace) -> int:
    """Print the control."""
    loaded = inventory.load(options.root)
    law = catalogue(loaded, options.today or today(loaded.organization))
    wanted = options.control.upper()
    control = law.controls.get(wanted) or law.controls.get(f"CCTV-{wanted}")
    if control is None:
        raise InputError([no_such("control", options.control, list(law.controls))])
    out = console()
    for line in _lines(control, law):
        out.print(line)
    return 0


def _lines(control: Control, law: Catalogue) -> Iterator[Text]:
    yield text((control.id, "bold"), f"  {control.statement.en}")
    yield text("             ", (control.statement.ko, ""))
    rows = [
        ("Why", control.rationale.en),
        ("", control.rationale.ko),
        ("Force", f"{control.force}, {FORCE[control.force]}"),
        ("Law", control.citation),
        ("Sure", CONFIDENCE[control.confidence]),
        ("Counsel", control.counsel.en if control.counsel else ""),
        ("", control.counsel.ko if control.counsel else ""),
        ("About", f"each {control.subject}, scope {control.scope}"),
        ("Evidence", ", ".join(control.evidence)),
        ("Decided", DECIDED_BY[control.decided_by]),
        ("", control.not_applicable.en if control.not_applicable else ""),
        ("Gate", control.gate),
        *(("Reads", f"{name} = {show(law.parameters.get(name))}") for name in control.parameters),
        *(("Witnesses", fact) for fact in (control.attestation.facts if control.attestation else ())),
        ("Mend", control.remediation.en),
        ("", control.remediation.ko),
    ]
    for name, value in rows:
        if value:
            yield text((f"  {name:<11}", "dim"), value)
