"""Attestations: what a person witnessed, whether it still counts, and the hash that ties it to the facts.

Pure. An attestation counts while it is dated today or before, younger than its control's period, good, and carries the
hash of the facts as they are now.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from closedcircuit.controls import Control, Parameter
from closedcircuit.model import Label
from closedcircuit.yamlfile import split_pointer


@dataclass(frozen=True)
class Witness:
    """What attestations say: PASS, MANUAL (somebody must look) or FAIL, and where the deciding one stands."""

    status: str
    message: Label
    path: str | None = None
    actual: str | None = None


def facts_hash(control: Control, subject: str, declared: Mapping[str, Any]) -> str:
    """`sha256:` and the hash of the facts that an attestation of this control witnesses about this subject."""
    assert control.attestation is not None, f"{control.id} needs no attestation"  # noqa: S101
    own = subject.split("/")[-1]
    facts = {pointer: _resolve(declared, pointer.replace("{id}", own)) for pointer in control.attestation.facts}
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def witness(
    control: Control,
    subject: str,
    declared: Mapping[str, Any],
    today: datetime.date,
    parameters: Mapping[str, Parameter],
) -> Witness:
    """What the newest attestation of a control about a subject is worth today."""
    assert control.attestation is not None, f"{control.id} needs no attestation"  # noqa: S101
    mine = [
        (entry["date"], key, entry)
        for key, entry in declared["attestations"].items()
        if (entry["control"], entry["subject"]) == (control.id, subject)
    ]
    days = parameters[control.attestation.period]
    if not mine:
        ko, en = f"담당자의 확인이 필요하다(유효기간 {days}일).", f"Somebody must attest it (good for {days} days)."
        return Witness("MANUAL", Label(ko, en))
    date, key, entry = max(mine, key=lambda item: item[:2])
    age = (today - datetime.date.fromisoformat(date)).days
    path = f"/attestations/{key}"
    if age < 0:
        message = Label("확인 일자가 오늘보다 나중이다.", "It is attested for a day that has not come.")
        return Witness("FAIL", message, f"{path}/date", date)
    if entry.get("result") == "bad":
        return Witness(
            "FAIL", Label("확인 결과가 부적합이다.", "It was looked at and found bad."), f"{path}/result", "bad"
        )
    said = Label(f"{date} {entry['by']} 확인", f"Attested on {date} by {entry['by']}")
    if not isinstance(days, int) or age > days:
        message = Label(f"{said.ko}, 유효기간 {days}일이 지났다.", f"{said.en}, {age} days ago; good for {days}.")
        return Witness("MANUAL", message, path, date)
    now = facts_hash(control, subject, declared)
    if entry.get("facts") != now:
        message = Label(
            f"{said.ko}. 그 뒤 사실이 바뀌었거나 해시가 없다. 다시 확인한 뒤 facts: {now}",
            f"{said.en}, of other facts than today's. Look again, then write facts: {now}",
        )
        return Witness("MANUAL", message, path, entry.get("facts"))
    return Witness("PASS", said, path)


def _resolve(declared: Any, pointer: str) -> Any:
    """The node at a JSON pointer, None where there is none."""
    node: Any = declared
    for token in split_pointer(pointer):
        if not isinstance(node, Mapping) or token not in node:
            return None
        node = node[token]
    return node
