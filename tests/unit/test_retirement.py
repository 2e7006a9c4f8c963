"""The end of a host or a place is not called done before it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Run

NAME = "gangneung-terminal/recorder"
SERIALS = ("EX-2C06", "EX-2C2B", "EX-2C50", "EX-2C75")


def _evidence(root: Path, *serials: str) -> Path:
    path = root / "observed.json"
    disposals = {serial: {"medium": "hdd", "method": "degauss", "destroyed": "2026-11-10"} for serial in serials}
    site = {"hosts": {}, "disposals_seen": "2026-12-01", "disposals": disposals}
    path.write_text(json.dumps({"version": 1, "sites": {"gangneung-terminal": site}}))
    return path


def test_it_lists_every_disk_and_refuses_to_call_it_done(run: Run, root: Path) -> None:
    done = run("retire", "--root", root, NAME)
    assert done.code == 1
    assert all(f"{serial}" in done.out for serial in SERIALS)
    assert "open  destroy" in done.out
    assert "camera cam-001" in done.out


def test_a_record_under_the_serial_number_counts(run: Run, root: Path) -> None:
    done = run("retire", "--root", root, NAME, "--observed", _evidence(root, SERIALS[0]))
    assert f"done  destroy  disk footage of {NAME} (footage), {SERIALS[0]}" in done.out
    assert f"(key-store), {SERIALS[1]}\n" in done.out
    assert done.code == 1, "the keys are still there"


def test_what_the_recorder_itself_destroyed_counts(run: Run, root: Path) -> None:
    hosts = {"recorder": {"seen": "2026-12-01", "retired": {SERIALS[0]: {"destroyed": "2026-11-10"}}}}
    path = root / "observed.json"
    path.write_text(json.dumps({"version": 1, "sites": {"gangneung-terminal": {"hosts": hosts}}}))
    done = run("retire", "--root", root, NAME, "--observed", path)
    assert f"done  destroy  disk footage of {NAME} (footage), {SERIALS[0]}" in done.out
    assert f"open  destroy  disk day-keys of {NAME} (key-store), {SERIALS[1]}" in done.out


def test_all_done_is_done(run: Run, root: Path, edit: Callable[[str, str, str], int]) -> None:
    edit("sites/gangneung-terminal/site.yaml", "service: in-service", "service: planned")
    done = run("retire", "--root", root, NAME, "--observed", _evidence(root, *SERIALS))
    assert "open" not in done.out
    assert done.code == 0, done.out


def test_a_place_ends_with_its_people_and_its_page(run: Run, root: Path) -> None:
    done = run("retire", "--root", root, "gangneung-terminal")
    assert "account s10932" in done.out
    assert "on the policy page" in done.out


def test_what_does_not_exist_is_told(run: Run, root: Path) -> None:
    done = run("retire", "--root", root, "gangneung-terminal/recordr")
    assert done.code == 2
    assert "did you mean recorder?" in done.err
