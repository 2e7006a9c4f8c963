"""The report as JSON: the contract that other programs build on. Its schema is schemas/check.json."""

from __future__ import annotations

from typing import Any

from closedcircuit.files import json_text
from closedcircuit.verdict import Report, Verdict

VERSION = 1


def render(report: Report) -> str:
    """The report as one JSON document, the same bytes for the same input."""
    return json_text(document(report))


def document(report: Report) -> dict[str, Any]:
    """The report as plain data: one entry per finding, and one per control and subject without any."""
    return {
        "version": VERSION,
        "today": report.today.isoformat(),
        "engine": report.engine,
        "inventory": {"sites": len(report.sites), "cameras": sum(len(site.cameras) for site in report.sites)},
        "law": dict(report.law),
        "verdicts": [_entry(verdict) for verdict in report.verdicts],
        "summary": report.summary,
        "exit": report.exit_code,
    }


def _entry(verdict: Verdict) -> dict[str, Any]:
    place, message = verdict.position, verdict.message
    return {
        "control": verdict.control.id,
        "subject": verdict.subject,
        "status": verdict.status,
        "gate": verdict.control.gate,
        "id": verdict.id,
        "source": verdict.source,
        "path": verdict.path,
        "file": place.file if place else None,
        "line": place.line if place and place.line else None,
        "column": place.column if place and place.line else None,
        "expected": verdict.expected,
        "actual": verdict.actual,
        "message": {"ko": message.ko, "en": message.en} if message else None,
        "force": verdict.control.force,
        "citation": verdict.control.citation,
    }
