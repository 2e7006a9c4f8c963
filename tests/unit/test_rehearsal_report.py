"""A rehearsal tells how footage ended, and what was wrong with it, to people and to programs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from closedcircuit.report import rehearsal_report
from closedcircuit.resources import shared
from closedcircuit.twin.erasure import Erasure
from closedcircuit.twin.rehearsal import Rehearsal

PROVED = Erasure(640, 0, 640, 1, 0, 0, True, False, 640, True, True)


def _said(erasure: Erasure | None) -> str:
    return "\n".join(line.plain for line in rehearsal_report.render(Rehearsal("s", 1, 0, (), None, None, erasure)))


def test_a_proved_erasure_is_told_in_two_lines() -> None:
    said = _said(PROVED)
    assert "Erasure ok  640 markers and 1 wrapped keys before; 0 and 0 on the raw disks after" in said
    assert "Control ok  markers found: 640 where files were unlinked only, 640 by a key that was kept" in said
    assert "Erasure" not in _said(None)


@pytest.mark.parametrize(
    ("lie", "line"),
    [
        ({"bare_key": 1}, "a key lies bare on a disk"),
        ({"other_day_plays": False}, "the other day does not play"),
        ({"wrong_key_opens": True}, "a wrong key opens the footage"),
        ({"record_verifies": False}, "the record of the destruction does not verify"),
        ({"tampering_found": False}, "a record that was tampered with is not found"),
    ],
)
def test_what_is_wrong_is_named(lie: dict[str, int], line: str) -> None:
    said = _said(replace(PROVED, **lie))
    assert "Erasure NO" in said
    assert line in said
    assert line not in _said(PROVED)


def test_programs_are_told_every_count_by_its_name() -> None:
    document = json.loads(rehearsal_report.as_json(Rehearsal("s", 1, 0, (), None, None, PROVED)))
    described = json.loads((shared("schemas") / "rehearsal.json").read_text("utf-8"))["properties"]["erasure"]
    assert set(document["erasure"]) == set(described["required"])
    assert document["erasure"]["markers_before"] == 640
