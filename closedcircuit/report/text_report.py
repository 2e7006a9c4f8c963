"""The report for people: by site, what must be mended first, then what is not known, then the sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from closedcircuit.model import Site
from closedcircuit.schema import show
from closedcircuit.terminal import STYLES, text
from closedcircuit.verdict import Report, Verdict

FORCE = {
    "ACT": "statute",
    "DECREE": "decree",
    "GOSI": "binding notice",
    "GL": "guideline, kept as company policy",
    "GUIDE": "regulator's guide",
    "SELF": "published promise",
    "DESIGN": "design choice, no law behind it",
}
_LAW = {"act": "", "decree": "", "safety_standard": "Safety Standard ", "guidelines": "Standard Guidelines "}
"""Notices have numbers that do not say of what."""
_DETAILED = ("ERROR", "FAIL", "WAIVED")
_COUNTED = ("MANUAL", "UNKNOWN")
_PLAIN = {"NOT_APPLICABLE": "not applicable"}


def render(report: Report) -> Iterator[Text]:
    """The report as lines."""
    yield text(("Check", "bold"), f" of {report.today}, engine {report.engine}")
    known = ", ".join(f"{_LAW[name]}{version}" for name, version in report.law.items() if version)
    yield text(("Law    ", "dim"), (known or "no version known on that day", "dim"))
    yield from coming(report)
    places: dict[str | None, list[Verdict]] = {}
    for verdict in report.verdicts:
        places.setdefault(_site_of(verdict), []).append(verdict)
    yield from _block(text(("Company", "bold")), places.get(None, []))
    for site in report.sites:
        yield from _block(_heading(site), places.get(site.id, []))
    yield text("")
    yield from _sum(report)


def coming(report: Report) -> Iterator[Text]:
    """One line for each version of a law that comes into force soon."""
    for change in report.coming:
        days = (change.start - report.today).days
        what = f" {change.changes.en}" if change.changes else ""
        which = ", ".join(change.controls) or "no control here"
        head = f"{change.name.en}, {change.number.en}, in {days} days, on {change.start}."
        yield text(("Soon   ", "yellow"), f"{head}{what} Changes {which}.")


def _site_of(verdict: Verdict) -> str | None:
    parts = verdict.subject.split("/")
    return parts[1] if len(parts) > 1 and parts[1] != "organization" else None


def _heading(site: Site) -> Text:
    number = f"{len(site.cameras)} camera" + "s" * (len(site.cameras) != 1)
    planned = "" if site.in_service else ", planned"
    counts = f"  {number} ({site.open_count()} open places, {site.staff_count()} staff only{planned})"
    return text((site.id, "bold"), f"  {site.name.ko}, {site.name.en}", (counts, "dim"))


def _block(heading: Text, verdicts: list[Verdict]) -> Iterator[Text]:
    yield text("")
    yield heading
    for status in _DETAILED:
        for group in _by_control(verdicts, status):
            yield from _detail(status, group)
    for status in _COUNTED:
        for group in _by_control(verdicts, status):
            yield from _counted(status, group)
    passed, excluded = (sum(verdict.status == status for verdict in verdicts) for status in ("PASS", "NOT_APPLICABLE"))
    left_out = (f"   {excluded} not applicable", STYLES["NOT_APPLICABLE"]) if excluded else ""
    yield text("  ", (f"{'PASS':<9}{passed:>5}", STYLES["PASS"]), left_out)


def _by_control(verdicts: Iterable[Verdict], status: str) -> Iterator[list[Verdict]]:
    chosen = sorted((verdict for verdict in verdicts if verdict.status == status), key=lambda item: item.control.id)
    for _, group in groupby(chosen, key=lambda item: item.control.id):
        yield list(group)


def _detail(status: str, group: list[Verdict]) -> Iterator[Text]:
    control = group[0].control
    message = group[0].message or control.finding
    gate = f"{control.gate}, {FORCE[control.force]}"
    style = STYLES[status] if status != "FAIL" or control.gate == "deny" else "red"
    yield text("  ", (f"{status:<9}", style), (control.id, "bold"), f"  {message.en}", (f"  [{gate}]", "dim"))
    for verdict in group:
        yield text(" " * 11, f"{verdict.position or verdict.subject}", (f"  {_difference(verdict)}", ""))
    yield text(" " * 11, ("Law   ", "dim"), (control.citation, "dim"))
    if status == "FAIL":
        yield text(" " * 11, ("Mend  ", "dim"), control.remediation.en)


def _difference(verdict: Verdict) -> str:
    subject = verdict.subject if verdict.position else ""
    if verdict.expected is None and verdict.actual is None:
        return subject
    found = "nothing" if verdict.actual is None else _plain(verdict.actual)
    return f"{subject}: found {found}, expected {_plain(verdict.expected)}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else show(value)


def _counted(status: str, group: list[Verdict]) -> Iterator[Text]:
    """One line for what many subjects have in common, and one for each attestation that no longer counts."""
    control = group[0].control
    subjects = len({verdict.subject for verdict in group})
    kind = control.subject + "s" * (subjects > 1)
    head = f"{status:<9}", STYLES[status]
    yield text("  ", head, f"{subjects:>5} {kind:<13}", f"{control.id:<14} ", (control.statement.en, "dim"))
    for verdict in group:
        if verdict.source == "declared" and verdict.message:
            yield text(" " * 11, f"{verdict.position}  {verdict.subject}: {verdict.message.en}")


def _sum(report: Report) -> Iterator[Text]:
    counts = [
        (f"{count} {_PLAIN.get(status, status)}", STYLES[status] if count else "dim")
        for status, count in report.summary.items()
    ]
    line: list[str | tuple[str, str]] = [("Sum    ", "dim")]
    for index, part in enumerate(counts):
        line += [", " if index else "", part]
    yield text(*line)
    if report.summary["UNKNOWN"]:
        yield text(("       UNKNOWN: no host or page has been observed, so nothing is claimed about it.", "dim"))
    if report.summary["MANUAL"]:
        yield text(("       MANUAL: somebody must look and attest; `closedcircuit explain CONTROL` says what.", "dim"))
    if report.lapsed_waivers:
        yield text((f"       {report.lapsed_waivers} waivers have expired or waive nothing", STYLES["FAIL"]))
    yield text(("Exit   ", "dim"), (str(report.exit_code), "bold"))
