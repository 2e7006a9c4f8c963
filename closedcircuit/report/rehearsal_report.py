"""A rehearsal for people and for programs (schemas/rehearsal.json)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from closedcircuit.files import json_text
from closedcircuit.report import json_report
from closedcircuit.terminal import STYLES, text
from closedcircuit.twin.erasure import Erasure
from closedcircuit.twin.probes import Probe
from closedcircuit.twin.rehearsal import Probing, Rehearsal

SHOWN = 20
"""How many probes of a kind the text shows; JSON has all."""


def render(rehearsal: Rehearsal) -> Iterator[Text]:
    """The lines for people."""
    yield text(("Rehearsal", "bold"), f" of {rehearsal.site}")
    for line in rehearsal.errors:
        yield text(("Failed ", "bold red"), line.replace("\n", "\n       "))
    yield _mark("Deploy ", not rehearsal.errors, f"{rehearsal.first} changes")
    if rehearsal.second is not None:
        again = f"{rehearsal.second} changes" if rehearsal.second else "no change"
        yield _mark("Again  ", rehearsal.second == 0, again)
    if rehearsal.erasure:
        yield from _erasure(rehearsal.erasure)
    if rehearsal.probing:
        yield from _probing(rehearsal.probing)
    if report := rehearsal.report:
        found = [verdict for verdict in report.verdicts if verdict.status in ("FAIL", "ERROR")]
        counts = ", ".join(f"{count} {status}" for status, count in report.summary.items() if count)
        yield _mark("Check  ", report.exit_code == 0, counts)
        for verdict in found:
            message = verdict.message.en if verdict.message else ""
            yield text(
                "       ",
                (verdict.status, STYLES[verdict.status]),
                f" {verdict.control.id} {verdict.subject}: {message}",
            )
    good = rehearsal.exit_code == 0
    yield text(("Sum     ", "dim"), ("closed, and proved", "bold green") if good else ("not as declared", "bold red"))


def document(rehearsal: Rehearsal) -> dict[str, Any]:
    """The rehearsal as plain data; null for what was not reached."""
    probing, report = rehearsal.probing, rehearsal.report
    return {
        "site": rehearsal.site,
        "deploy": {"first": rehearsal.first, "second": rehearsal.second},
        "errors": list(rehearsal.errors),
        "probes": probing
        and {
            "expected_open": probing.expected_open,
            "expected_closed": probing.expected_closed,
            "wrong": [_entry(probe) for probe in probing.wrong],
        },
        "control": probing
        and {"opened": probing.opened, "still_closed": [_entry(probe) for probe in probing.still_closed]},
        "erasure": rehearsal.erasure and asdict(rehearsal.erasure),
        "verdicts": json_report.document(report)["verdicts"] if report else None,
        "exit": rehearsal.exit_code,
    }


def as_json(rehearsal: Rehearsal) -> str:
    """The rehearsal as one JSON document."""
    return json_text(document(rehearsal))


def _probing(probing: Probing) -> Iterator[Text]:
    total = probing.expected_open + probing.expected_closed
    said = f"{probing.expected_open} of {probing.expected_open} open, {probing.expected_closed} closed"
    if probing.wrong:
        said = f"{len(probing.wrong)} of {total} are not as declared"
    yield _mark("Probes ", not probing.wrong, said)
    yield from _list(probing.wrong, {True: "must open and does not", False: "must not arrive and does"})
    control = f"without rules {probing.opened} of {probing.expected_closed} that were closed arrive"
    yield _mark("Control", not probing.still_closed, control)
    yield from _list(probing.still_closed, {False: "is closed by something else than the rules, so it proves nothing"})


def _erasure(erasure: Erasure) -> Iterator[Text]:
    before = f"{erasure.markers_before} markers and {erasure.wrapped_key_before} wrapped keys before"
    after = f"{erasure.markers_after} and {erasure.wrapped_key_after} on the raw disks after"
    yield _mark("Erasure", erasure.proved, f"{before}; {after}")
    control = (
        f"{erasure.control_markers} where files were unlinked only, {erasure.kept_key_markers} by a key that was kept"
    )
    yield _mark("Control", bool(erasure.control_markers and erasure.kept_key_markers), f"markers found: {control}")
    wrong = {
        "a key lies bare on a disk": erasure.bare_key > 0,
        "the other day does not play": not erasure.other_day_plays,
        "a wrong key opens the footage": erasure.wrong_key_opens,
        "the record of the destruction does not verify": not erasure.record_verifies,
        "a record that was tampered with is not found": not erasure.tampering_found,
    }
    yield from (text("       ", (line, "red")) for line, holds in wrong.items() if holds)


def _list(found: Sequence[Probe], why: dict[bool, str]) -> Iterator[Text]:
    for probe in found[:SHOWN]:
        yield text(f"       {show(probe)} ", (why[probe.allowed], "red"))
    if len(found) > SHOWN:
        yield text(f"       and {len(found) - SHOWN} more; --format json has all")


def show(probe: Probe) -> str:
    """A probe in words."""
    way = f" by way of {probe.via}" if probe.via else ""
    lie = f" as {probe.sender}" if probe.kind == "spoof" else ""
    return f"{probe.source}{lie} to {probe.target} {probe.address} {probe.service} {probe.protocol}/{probe.port}{way}"


def _mark(label: str, good: bool, said: str) -> Text:
    return text((label, "dim"), " ", ("ok ", "green") if good else ("NO ", "bold red"), " ", said)


def _entry(probe: Probe) -> dict[str, Any]:
    return {
        "kind": probe.kind,
        "source": probe.source,
        "sender": str(probe.sender),
        "via": str(probe.via) if probe.via else None,
        "target": probe.target,
        "address": str(probe.address),
        "service": probe.service,
        "protocol": probe.protocol,
        "port": probe.port,
        "expected": "open" if probe.allowed else "closed",
        "flow": probe.flow,
    }
