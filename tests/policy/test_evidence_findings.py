"""Faults in what the public can read, in registers and in what people witnessed, each found by its own control."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closedcircuit.schema import validator
from tests.conftest import Run

Edit = Callable[[str, str, str], int]
Verdicts = list[dict[str, Any]]
AS_IT_STANDS = Path(__file__).with_name("published-as-it-stands.json")
"""A policy page with the gaps of many: no count, no days, nobody named, no place of viewing, no deadline."""


def _failures(run: Run, root: Path, *arguments: object) -> Verdicts:
    reply = run("check", "--root", root, "--format", "json", *arguments)
    return [entry for entry in json.loads(reply.out)["verdicts"] if entry["status"] == "FAIL"]


def _write(folder: Path, schema: str, document: dict[str, Any]) -> Path:
    validator(schema).validate(document)
    path = folder / f"{schema}.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def _line(root: Path, entry: dict[str, Any]) -> str:
    """What stands at the place of a verdict."""
    lines = (root / entry["file"]).read_text("utf-8").splitlines()
    return lines[entry["line"] - 1][entry["column"] - 1 :]


@pytest.mark.parametrize(
    ("control", "path", "place"),
    [
        ("CCTV-POL-02", "/text/en/facts/sites.daejeon-hub.open_devices", "sites/daejeon-hub/cameras.yaml"),
        ("CCTV-POL-02", "/text/en/facts/sites.seoul-hq.staff_devices", "sites/seoul-hq/cameras.yaml"),
        ("CCTV-POL-03", "/text/en/facts/sites.seoul-hq.people", "sites/seoul-hq/site.yaml"),
        ("CCTV-POL-04", "/text/en/facts/sites.daejeon-hub.retention", "sites/daejeon-hub/site.yaml"),
        ("CCTV-POL-05", "/text/en/facts/policy.viewing.place", "policy.yaml"),
        ("CCTV-POL-06", "/text/en/sections/requests", "policy.yaml"),
        ("CCTV-POL-11", "/text/ko", "policy.yaml"),
        ("CCTV-POL-14", "/text/en/version", "policy.yaml"),
    ],
)
def test_the_gaps_of_a_published_policy_are_found(run: Run, root: Path, control: str, path: str, place: str) -> None:
    validator("published").validate(json.loads(AS_IT_STANDS.read_text("utf-8")))
    found = [
        entry
        for entry in _failures(run, root, "--published", AS_IT_STANDS)
        if (entry["control"], entry["path"]) == (control, path)
    ]
    assert [entry["file"] for entry in found] == [f"inventory/{place}"]
    assert found[0]["source"] == "published"


def test_a_vague_retention_is_told_from_a_missing_one_and_shown_at_the_number(run: Run, root: Path) -> None:
    failures = _failures(run, root, "--published", AS_IT_STANDS)
    found = next(entry for entry in failures if entry["path"].endswith("daejeon-hub.retention"))
    assert (found["expected"], found["actual"]) == ("a number of days", "different from place to place")
    assert _line(root, found).startswith("30d")


def _published(*versions: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "fetched": "2026-12-01", "versions": list(versions)}


def test_a_notice_of_the_same_day_is_found(run: Run, root: Path, tmp_path: Path) -> None:
    first = {"version": "1", "effective": "2025-01-01", "until": "2026-11-20"}
    second = {"version": "2", "posted": "2026-11-20", "effective": "2026-11-20", "reason": "an address"}
    path = _write(tmp_path, "published", _published(first, second))
    found = {
        entry["control"]: entry for entry in _failures(run, root, "--published", path) if entry["subject"] == "policy"
    }
    assert {"CCTV-REV-01", "CCTV-REV-09"} <= found.keys()
    assert found["CCTV-REV-09"]["path"] == "/versions/1/effective"


@pytest.mark.parametrize("until", ["2026-12-31", "2026-10-01"], ids=["overlap", "gap"])
def test_windows_of_versions_that_overlap_or_gap_are_found(run: Run, root: Path, tmp_path: Path, until: str) -> None:
    first = {"version": "1", "effective": "2025-01-01", "until": until}
    second = {"version": "2", "posted": "2026-10-01", "effective": "2026-11-20", "reason": "an address"}
    path = _write(tmp_path, "published", _published(first, second))
    found = [entry for entry in _failures(run, root, "--published", path) if entry["control"] == "CCTV-REV-05"]
    assert [entry["path"] for entry in found] == ["/versions/0/until"]
    assert (found[0]["expected"], found[0]["actual"]) == ("2026-11-20", until)


def test_training_of_thirteen_months_ago_is_found_at_its_date(run: Run, root: Path, edit: Edit) -> None:
    edit("sites/gangneung-terminal/site.yaml", "trained: 2026-05-20", "trained: 2025-10-30")
    found = [entry for entry in _failures(run, root) if entry["control"] == "CCTV-TRN-01"]
    assert found
    assert all(_line(root, entry).startswith("2025-10-30") for entry in found)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("expiry: 2027-03-31", "expiry: 2026-12-01", "2026-12-01"),
        ("subject: camera/daejeon-hub/cam-010", "subject: camera/daejeon-hub/cam-011", "control: CCTV-PLC-03"),
    ],
    ids=["expired", "unused"],
)
def test_a_waiver_that_holds_nothing_is_found_loudly(
    run: Run, root: Path, edit: Edit, old: str, new: str, at: str
) -> None:
    edit("sites/daejeon-hub/waivers.yaml", old, new)
    reply = run("check", "--root", root, "--format", "json")
    assert reply.code == 3
    failures = [entry for entry in json.loads(reply.out)["verdicts"] if entry["status"] == "FAIL"]
    waiver = [entry for entry in failures if entry["control"] == "CCTV-GOV-07"]
    assert [entry["subject"] for entry in waiver] == ["waiver/daejeon-hub/east-fence-mask"]
    assert _line(root, waiver[0]).startswith(at)
    # What it waived counts again.
    assert any(entry["control"] == "CCTV-PLC-03" for entry in failures)


def test_an_attestation_of_tomorrow_is_found_at_its_date(run: Run, root: Path, edit: Edit) -> None:
    edit("sites/gangneung-terminal/attestations.yaml", "date: 2026-08-20", "date: 2026-12-02")
    found = [entry for entry in _failures(run, root) if entry["subject"] == "site/gangneung-terminal"]
    assert [entry["control"] for entry in found] == ["CCTV-PUR-03"]
    assert _line(root, found[0]).startswith("2026-12-02")


@pytest.mark.parametrize(("received", "late"), [("2026-11-20", True), ("2026-11-21", False)], ids=["11", "10"])
def test_a_request_that_is_open_for_too_long_is_found(
    run: Run, root: Path, tmp_path: Path, received: str, late: bool
) -> None:
    request = {"kind": "view", "received": received, "relation": "self", "identity": "passport"}
    site = {"requests_seen": "2026-12-01", "requests": {"2026-041": request}}
    path = _write(tmp_path, "observed", {"version": 1, "sites": {"daejeon-hub": site}})
    found = {entry["control"] for entry in _failures(run, root, "--observed", path)}
    assert ("CCTV-DSR-02" in found) is late
