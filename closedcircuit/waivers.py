"""Waivers: a finding that somebody answers for, for a time.

Pure. A waiver holds while its expiry is after today; without one it never holds. Waivers themselves cannot be waived.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from closedcircuit.controls import Control
from closedcircuit.model import Label

UNUSED = Label("이 예외 승인은 쓰이지 않는다. 삭제한다.", "The waiver waives nothing: remove it.")


def holds(waiver: Mapping[str, Any], today: datetime.date) -> bool:
    """Whether a waiver is in force."""
    return bool(waiver.get("expiry", "") > today.isoformat())


def standing(
    waivers: Mapping[str, Mapping[str, Any]], control: str, subject: str, today: datetime.date
) -> list[Mapping[str, Any]]:
    """The waivers in force of a control, by its id, on a subject."""
    named = (waiver for waiver in waivers.values() if (waiver["control"], waiver["subject"]) == (control, subject))
    return [waiver for waiver in named if holds(waiver, today)]


def covers(waiver: Mapping[str, Any], control: Control, subject: str) -> bool:
    """Whether a waiver is about this control and this subject."""
    return control.subject != "waiver" and (waiver["control"], waiver["subject"]) == (control.id, subject)


def message(waiver: Mapping[str, Any]) -> Label:
    """Who answers for it, until when, and why."""
    approver, expiry, reason = (waiver.get(key, "?") for key in ("approver", "expiry", "reason"))
    return Label(f"{expiry}까지 예외 승인({approver}): {reason}", f"Waived until {expiry} by {approver}: {reason}")
