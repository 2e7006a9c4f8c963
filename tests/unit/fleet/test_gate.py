"""What must hold before a host is touched."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from closedcircuit import inventory
from closedcircuit.check import check, templates
from closedcircuit.documents.wording import wording
from closedcircuit.fleet import gate
from tests.conftest import REPOSITORY, TODAY, Run

Edit = Callable[[str, str, str], int]
SITE = "gangneung-terminal"


def test_the_example_keeps_management() -> None:
    loaded = inventory.load(REPOSITORY)
    assert list(gate.cut_off(loaded, loaded.sites.values())) == []


def test_a_deploy_that_cuts_management_off_is_refused(root: Path, edit: Edit, run: Run) -> None:
    edit("organization.yaml", "    role: management\n", "    role: homepage\n")
    result = run("deploy", SITE, "--root", root)
    assert result.code == 1, result.err
    assert f"{SITE}/recorder: no host of role management would reach it by SSH" in result.err
    assert "no host was touched" in result.err


def test_a_finding_of_gate_deny_refuses_the_deploy(root: Path, edit: Edit, run: Run) -> None:
    flow = "  leak: {from: recording, to: internet, service: https, reason: A test}\n"
    edit(f"sites/{SITE}/site.yaml", "\nflows:\n", f"\nflows:\n{flow}")
    result = run("deploy", SITE, "--root", root)
    assert result.code == 1, result.err
    assert "CCTV-NET-01 FAIL" in result.err
    assert "no host was touched" in result.err


def test_a_finding_at_another_site_does_not(root: Path, edit: Edit) -> None:
    edit("sites/seoul-hq/site.yaml", "retention: 30d\n", "retention: 90d\n")
    loaded = inventory.load(root)
    day = datetime.date.fromisoformat(TODAY)
    report = check(loaded, wording(loaded, templates(loaded)), loaded.sites.values(), day)
    assert list(gate.denied(report, [loaded.sites[SITE]])) == []
    assert any("CCTV-RET-02" in line for line in gate.denied(report, [loaded.sites["seoul-hq"]]))


def test_every_missing_secret_is_listed_before_a_host_is_touched(root: Path, edit: Edit, run: Run) -> None:
    for number, name in ((1, "ONE"), (2, "TWO")):
        old = f"  channel: {number}\n"
        edit(f"sites/{SITE}/cameras.yaml", old, f"{old}  login: {{user: recorder, password: {{secret: {name}}}}}\n")
    for command in ("plan", "deploy"):
        result = run(command, SITE, "--root", root)
        assert result.code == 2, result.err
        assert "secret ONE: is missing" in result.err
        assert "secret TWO: is missing" in result.err
        assert "nothing was done" in result.err


def test_an_unknown_site_has_a_nearest_one(run: Run) -> None:
    result = run("plan", "gangneung-terminl", "--root", REPOSITORY)
    assert result.code == 2
    assert "did you mean gangneung-terminal?" in result.err
