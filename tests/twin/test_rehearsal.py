"""A rehearsal ends well where all is closed, and catches what is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import evidence, firewall, network
from closedcircuit.inventory import Inventory
from closedcircuit.twin import Twin, capsule, sending
from closedcircuit.twin.probes import Probe, probes
from closedcircuit.twin.rehearsal import Probing, probe
from closedcircuit.twin.sending import send
from tests.conftest import REPOSITORY, TODAY, Run
from tests.twin.conftest import SMALL

pytestmark = pytest.mark.twin


@pytest.fixture(scope="module")
def planned(twin: Twin, examples: Inventory) -> list[Probe]:
    return probes(twin.layout, network.matrix(examples, examples.sites[SMALL]))


def _guard(twin: Twin, examples: Inventory) -> None:
    """Bare hosts with the rules alone."""
    site = examples.sites[SMALL]
    for host in twin.hosts.values():
        if host.node.machine:
            host.reset()
            host.run(["nft", "-f", "-"], stdin=firewall.ruleset(examples, site, site.hosts[host.node.name]))
    twin.hosts["gateway"].run(["sysctl", "-qw", "net.ipv4.ip_forward=1"])


def _probed(twin: Twin, planned: list[Probe]) -> Probing:
    return probe(twin, planned, lambda _: None)


def test_the_rules_alone_keep_closed_what_is_closed(twin: Twin, examples: Inventory, planned: list[Probe]) -> None:
    _guard(twin, examples)
    found = _probed(twin, planned)
    assert found.wrong == ()
    assert found.still_closed == ()
    assert found.opened == found.expected_closed > 1000
    assert {probe.kind for probe in planned} == {"connect", "link-local", "route", "spoof"}


HOLES = {
    ("connect", "recorder"): "insert rule inet closedcircuit input iifname eth0 tcp dport 22 accept",
    ("link-local", "viewing"): "insert rule inet closedcircuit input ip6 saddr fe80::/10 accept",
    # Two rules each keep a feigned sender out; either alone suffices.
    ("spoof", "gateway"): """flush chain inet closedcircuit prerouting
insert rule inet closedcircuit forward ip saddr 10.43.30.11 accept""",
    # Forwarding is off, but a host answers on any leg for all of its addresses.
    ("route", "recorder"): "insert rule inet closedcircuit input iifname eth0 ip daddr 10.43.20.11 accept",
}


def test_every_kind_of_hole_is_found(twin: Twin, examples: Inventory, planned: list[Probe]) -> None:
    _guard(twin, examples)
    for (_, host), hole in HOLES.items():
        twin.hosts[host].run(["nft", "-f", "-"], stdin=hole)
    allowed = [probe for probe in planned if probe.allowed]
    leaks = [probe for probe in send(twin, planned, expect=allowed) if not probe.allowed]
    assert ("guest.cameras", "connect", "10.43.10.2", 22) in {_seen(probe) for probe in leaks}
    assert ("guest.viewing", "link-local", str(twin.hosts["viewing"].node.legs[0].link_local), 22) in map(_seen, leaks)
    assert ("guest.cameras", "spoof", "10.43.20.11", 443) in {_seen(probe) for probe in leaks}
    assert ("guest.cameras", "route", "10.43.20.11", 22) in {_seen(probe) for probe in leaks}
    assert {probe.kind for probe in leaks if probe.target == "viewing"} == {"link-local"}


def _seen(probe: Probe) -> tuple[str, str, str, int]:
    return probe.source, probe.kind, str(probe.address), probe.port


def test_a_flow_that_does_not_work_is_found(twin: Twin, examples: Inventory, planned: list[Probe]) -> None:
    _guard(twin, examples)
    twin.hosts["recorder"].run(["nft", "insert rule inet closedcircuit output tcp dport 554 drop"])
    allowed = [probe for probe in planned if probe.allowed]
    missing = set(allowed) - send(twin, allowed, expect=[])
    assert {(probe.source, probe.service) for probe in missing} == {("recorder", "rtsp")}


def test_the_control_tells_what_rules_did_not_close(
    twin: Twin, examples: Inventory, planned: list[Probe], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blackhole on the gateway closes as well as any rule, and says nothing about the rules."""
    monkeypatch.setattr(sending, "LIMIT_SECONDS", 4.0)
    _guard(twin, examples)
    twin.hosts["gateway"].run(["ip", "route", "add", "blackhole", "10.43.30.11"])
    towards = [probe for probe in planned if probe.source == "guest.cameras" and str(probe.address) == "10.43.30.11"]
    found = _probed(twin, towards)
    assert found.wrong == ()
    assert found.still_closed


def _rehearsed(run: Run, site: str, tmp_path: Path) -> dict[str, Any]:
    """What the rehearsal of an example site says in JSON. It ends well, all of it, and leaves nothing behind."""
    before = _twins_of(os.getpid(), site)
    done = run("--root", REPOSITORY, "rehearse", site, "--format", "json")
    assert done.code == 0, done.out + done.err
    (tmp_path / "rehearsal.json").write_text(done.out, "utf-8")
    said = evidence.read(tmp_path / "rehearsal.json", "rehearsal")
    assert said == json.loads(done.out)
    assert said is not None
    assert (said["errors"], said["exit"]) == ([], 0)
    assert said["deploy"]["first"] > said["deploy"]["second"] == 0
    assert (said["probes"]["wrong"], said["control"]["still_closed"]) == ([], [])
    assert said["probes"]["expected_open"] > 0
    assert said["control"]["opened"] == said["probes"]["expected_closed"] > 1000
    erasure = said["erasure"]
    assert min(erasure[key] for key in ("markers_before", "control_markers", "wrapped_key_before")) > 0
    assert (erasure["markers_after"], erasure["wrapped_key_after"], erasure["bare_key"]) == (0, 0, 0)
    assert erasure["other_day_plays"] is True
    assert _twins_of(os.getpid(), site) == before
    return said


def test_the_command_rehearses_a_small_site(able: None, run: Run, tmp_path: Path) -> None:
    _rehearsed(run, SMALL, tmp_path)


def test_a_twin_is_raised_entered_and_taken_down(able: None, run: Run) -> None:
    assert run("--root", REPOSITORY, "twin", "up", SMALL).code == 0
    try:
        assert f"{SMALL} is up" in run("twin", "status").out
        assert run("--root", REPOSITORY, "twin", "up", SMALL).code == 1  # it is up already
        assert run("twin", "ssh", SMALL, "gateway", "exit 7").code == 7
    finally:
        assert run("twin", "down", SMALL).code == 0
    assert f"{SMALL} is down" in run("twin", "status", SMALL).out
    assert run("twin", "ssh", SMALL, "gateway").code == 1


def _twins_of(process: int, site: str = SMALL) -> list[str]:
    return [name for name in capsule.running() if name.startswith(f"{site}.{process}.")]


_REHEARSE = ["-m", "closedcircuit", "--today", TODAY, "rehearse", SMALL]


def test_a_rehearsal_that_is_killed_leaves_nothing(able: None, tmp_path: Path) -> None:
    """In the middle of the deploy, with -9: no twin, and no file of its own."""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    running = subprocess.Popen(
        [sys.executable, *_REHEARSE], cwd=REPOSITORY, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    while "deploying over SSH" not in running.stderr.readline():
        assert running.poll() is None
    assert _twins_of(running.pid)
    time.sleep(2)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 20
    while _twins_of(running.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _twins_of(running.pid) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_new_and_planned_site_rehearses_like_any_other(able: None, run: Run, root: Path) -> None:
    assert run("--root", root, "new", "busan-terminal").code == 0
    done = run("--root", root, "rehearse", "busan-terminal")
    assert done.code == 0, done.out + done.err
    assert "closed, and proved" in done.out


@pytest.mark.slow
def test_a_site_of_both_versions_of_ip_rehearses(able: None, run: Run, dual_stack: Path) -> None:
    done = run("--root", dual_stack, "rehearse", SMALL)
    assert done.code == 0, done.out + done.err
    assert "closed, and proved" in done.out


@pytest.mark.slow
def test_the_hub_rehearses(able: None, run: Run, tmp_path: Path) -> None:
    _rehearsed(run, "daejeon-hub", tmp_path)


@pytest.mark.slow
def test_the_headquarters_rehearse_with_zoneminder(able: None, run: Run, tmp_path: Path) -> None:
    said = _rehearsed(run, "seoul-hq", tmp_path)
    found = {(entry["control"], entry["subject"]): entry["status"] for entry in said["verdicts"]}
    assert "FAIL" not in found.values()
    for camera in ("cam-001", "cam-002", "cam-003", "cam-004"):  # those that play
        for control in ("CCTV-RET-04", "CCTV-RET-05", "CCTV-RET-06", "CCTV-AUD-01"):
            assert found[control, f"camera/seoul-hq/{camera}"] == "PASS", (control, camera)
    for role in ("security-lead", "lobby-guard", "recorder-admin"):
        assert found["CCTV-ACC-01", f"role/seoul-hq/{role}"] == "PASS"
    assert found["CCTV-ACC-02", "site/seoul-hq"] == "PASS"
