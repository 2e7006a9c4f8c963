"""What comes soon: notices to post, versions that take effect, attestations and waivers that lapse, laws. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from closedcircuit.documents.desk import Desk

Kind = Literal["notice", "effective", "attestation", "waiver", "law"]


@dataclass(frozen=True, order=True)
class Due:
    """One thing to be done or known on a day; what is overdue has a day before today."""

    date: datetime.date
    kind: Kind
    subject: str
    what: str


def due(desk: Desk, until: datetime.date) -> list[Due]:
    """Everything up to a day, the earliest first, and whatever is overdue."""
    found = [*_versions(desk), *_attestations(desk), *_waivers(desk), *_laws(desk)]
    return sorted(entry for entry in found if entry.date <= until)


def _versions(desk: Desk) -> Iterator[Due]:
    prepared = desk.inventory.revision
    if prepared:
        number = f"version {prepared.version}"
        last = prepared.posted or prepared.effective
        yield Due(last, "notice", "policy", f"{number} is in preparation: publish it, and post its notice, on this day")
        yield Due(prepared.effective, "effective", "policy", f"{number}, in preparation, is to take effect")
    for version in desk.waiting:
        if version.posted and version.posted >= desk.day:
            yield Due(version.posted, "notice", "policy", f"the notice of version {version.number} goes up")
        yield Due(version.effective, "effective", "policy", f"version {version.number} takes effect")


def _attestations(desk: Desk) -> Iterator[Due]:
    """When the newest attestation of each control about each subject stops counting."""
    newest: dict[tuple[str, str], str] = {}
    for site in (None, *desk.inventory.sites):
        for entry in desk.inventory.data(site, "attestations").values():
            key = (entry["control"], entry["subject"])
            newest[key] = max(newest.get(key, ""), entry["date"])
    for (name, subject), date in newest.items():
        control = desk.law.controls.get(name)
        days = desk.law.parameters[control.attestation.period] if control and control.attestation else None
        if control and isinstance(days, int):
            last = datetime.date.fromisoformat(date) + datetime.timedelta(days)
            yield Due(last, "attestation", subject, f"{name} counts until then: {control.statement.en}")


def _waivers(desk: Desk) -> Iterator[Due]:
    for site in (None, *desk.inventory.sites):
        for key, entry in desk.inventory.data(site, "waivers").items():
            if "expiry" in entry:
                day = datetime.date.fromisoformat(entry["expiry"])
                yield Due(day, "waiver", entry["subject"], f"the waiver {key} of {entry['control']} expires")


def _laws(desk: Desk) -> Iterator[Due]:
    for change in desk.law.coming:
        controls = ", ".join(change.controls) or "no control here"
        yield Due(change.start, "law", change.name.en, f"{change.number.en} comes into force; it changes {controls}")
