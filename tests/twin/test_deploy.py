"""Deploys over real SSH, on the hosts of the smallest site."""

from __future__ import annotations

import datetime
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import evidence, inventory
from closedcircuit.fleet import deploy, observe
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin
from tests.conftest import REPOSITORY, TODAY, Result, Run
from tests.twin.conftest import SMALL

pytestmark = [pytest.mark.twin, pytest.mark.usefixtures("at_management")]

DAY = datetime.date.fromisoformat(TODAY)


def test_a_bare_site_becomes_what_is_declared(first: deploy.Outcome) -> None:
    assert first.errors == ()
    assert first.changed > 20


def test_the_second_deploy_changes_nothing(examples: Inventory, site: Site, settings: Settings) -> None:
    (again,) = deploy.deploy(examples, [site], settings)
    assert again == deploy.Outcome(SMALL)


def test_what_is_observed_is_what_is_declared(
    examples: Inventory, site: Site, settings: Settings, tmp_path: Path
) -> None:
    found = observe.observe(examples, [site], settings, DAY)
    assert found.errors == ()
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(found.document))
    assert evidence.read(path, "observed") == found.document
    hosts = found.document["sites"][SMALL]["hosts"]
    assert hosts.keys() == site.hosts.keys()
    for host, facts in hosts.items():
        assert facts["firewall"] == {"input": "drop", "forward": "drop", "output": "drop", "differences": []}, host
        assert facts["logins"] == ["root"], host
        assert facts["ssh"] == {"passwords": False, "root_passwords": False, "forwarding": False}, host
        assert facts["exposed"] == {"upnp": False, "p2p": False, "port_forwarding": False}, host


def test_what_a_recorder_shouts_reaches_management_inside_tls_and_nobody_else(twin: Twin) -> None:
    recorder = twin.hosts["recorder"]
    authority = "/etc/closedcircuit/log-authority.pem"
    fails = ["/usr/local/sbin/keeper", "hold", "release"]
    assert recorder.run([*fails, "the-first"], check=False).returncode == 1
    recorder.run(["mv", authority, f"{authority}.own"])
    recorder.run(["cp", "/etc/ssl/certs/ca-certificates.crt", authority])
    try:
        assert recorder.run([*fails, "the-second"], check=False).returncode == 1
    finally:
        recorder.run(["mv", f"{authority}.own", authority])
        recorder.run(["/usr/local/sbin/keeper", "hold", "list"])
    heard = twin.heard.read_text("utf-8")
    assert f"<106>1 - {SMALL}-recorder keeper - - - hold release: " in heard
    assert "the-first" in heard
    assert "the-second" not in heard, "a management host that nobody vouches for hears nothing"


def test_a_ledger_that_was_cut_is_found_by_the_end_that_was_seen(
    twin: Twin, examples: Inventory, site: Site, settings: Settings
) -> None:
    """Together with the keeper's own state, of which nothing on the host knows then."""
    recorder, keeper = twin.hosts["recorder"], "/usr/local/sbin/keeper"

    def erasure(earlier: dict[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any]]:
        document = observe.observe(examples, [site], settings, DAY, earlier).document
        return document, document["sites"][SMALL]["hosts"]["recorder"]["erasure"]

    recorder.run([keeper, "clock", "accept", "--reason", "a line in the ledger"])
    before, whole = erasure(None)
    assert whole["ledger"]["records"] > 0
    again, unchanged = erasure(before)
    assert unchanged["ledger"] == whole["ledger"]
    assert not [line for line in unchanged["problems"] if "ledger" in line]
    recorder.run(["sh", "-c", f"cd /var/lib/keeper && rm ledger.jsonl state.json && {keeper} prepare"])
    cut, found = erasure(again)
    assert [line for line in found["problems"] if "its end was cut off" in line]
    assert found["ledger"] == whole["ledger"], "the end that was seen is kept"
    _, still = erasure(cut)
    assert still["problems"] == found["problems"]


def test_a_camera_that_was_replaced_is_found_by_its_mac(
    twin: Twin, examples: Inventory, site: Site, settings: Settings, run: Run, tmp_path: Path
) -> None:
    """Another device at a camera's address answers nobody's questions, but the recorder knows it by its hardware."""
    strange = "02:00:00:00:66:66"
    cameras = twin.hosts["cameras.cameras"]
    leg = cameras.node.legs[0]
    cameras.run(["ip", "link", "set", leg.interface, "address", strange])
    try:
        recorder = site.hosts["recorder"].interfaces["eth0"].address
        with cameras.at(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.bind((str(leg.address), 0))
            asking.sendto(b"", (str(recorder), 9))
            time.sleep(0.5)
        found = observe.observe(examples, [site], settings, DAY)
    finally:
        cameras.run(["ip", "link", "set", leg.interface, "address", leg.mac])
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(found.document))
    result = run("check", SMALL, "--root", REPOSITORY, "--observed", path, "--format", "json")
    assert result.code == 1
    verdicts = json.loads(result.out)["verdicts"]
    network = [verdict for verdict in verdicts if verdict["control"].startswith("CCTV-NET-")]
    failed = [verdict for verdict in network if verdict["status"] == "FAIL"]
    assert [verdict["control"] for verdict in failed] == ["CCTV-NET-01"]
    assert failed[0]["subject"] == f"zone/{SMALL}/cameras"
    assert failed[0]["actual"] == strange
    late = run("check", SMALL, "--root", REPOSITORY, "--observed", path, "--format", "json", "--today", "2026-12-20")
    statuses = {(each["control"], each["subject"]): each["status"] for each in json.loads(late.out)["verdicts"]}
    for judged in (("CCTV-NET-01", f"zone/{SMALL}/cameras"), ("CCTV-NET-02", f"site/{SMALL}")):
        assert statuses[judged] == "UNKNOWN", "evidence that is too old is none"


def test_the_command_plans_and_tells_by_its_exit_code(twin: Twin, run: Run) -> None:
    plan = ["plan", SMALL, "--root", REPOSITORY, "--ssh-config", twin.ssh_config]
    assert run(*plan, "--detailed-exitcode").code == 0
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    try:
        assert run(*plan).code == 0
        pending = run(*plan, "--detailed-exitcode", "--format", "json")
    finally:
        twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=1"])
    assert pending.code == 4
    found = json.loads(pending.out)
    assert found["changes"] == 1
    changes = {host["host"]: host["changes"] for host in found["sites"][0]["hosts"]}
    (change,) = changes["viewing"]
    assert change["diff"] == "-net.ipv4.conf.all.rp_filter = 0\n+net.ipv4.conf.all.rp_filter = 1"


def test_a_new_host_is_enrolled_by_its_fingerprint(twin: Twin, root: Path, run: Run) -> None:
    enroll = ["enroll", SMALL, "--host", "gateway", "--root", root]
    nobody = run(*enroll)
    assert nobody.code == 1
    shown = next(word for word in nobody.out.split() if word.startswith("SHA256:"))
    assert run(*enroll, "--fingerprint", "SHA256:another").code == 1
    before = (root / f"inventory/sites/{SMALL}/site.yaml").read_text("utf-8").splitlines()
    assert run(*enroll, "--fingerprint", shown).code == 0
    after = (root / f"inventory/sites/{SMALL}/site.yaml").read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added == [f"    host_key: {twin.hosts['gateway'].host_key}"]
    assert len(after) == len(before) + 1
    assert inventory.load(root).sites[SMALL].hosts["gateway"].host_key == twin.hosts["gateway"].host_key


def test_the_audit_and_the_journal_say_who_did_what(twin: Twin, run: Run, tmp_path: Path) -> None:
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    path = tmp_path / "audit.jsonl"
    done = run("deploy", SMALL, "--root", REPOSITORY, "--ssh-config", twin.ssh_config, "--audit", path)
    assert done.code == 0, done.out + done.err
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(entry["host"], entry["result"]) for entry in entries] == [
        (None, "start"),
        ("viewing", "changed"),
        (None, "complete"),
    ]
    assert all(entry["who"] and entry["revision"] and entry["time"] for entry in entries)
    assert path.stat().st_mode & 0o777 == 0o600
    journal = twin.hosts["viewing"].run(["journalctl", "-t", "closedcircuit", "--no-pager", "-n", "2"]).stdout
    assert f"{entries[1]['operation']}: changed (by {entries[1]['who']}" in journal
    assert "deploy complete" in journal


OTHER = "seoul-hq"
"""A site that is not there: nothing answers at its addresses."""


def _canary(twin: Twin, run: Run, folder: Path, canary: str) -> tuple[list[str], Result]:
    """Deploy both sites, one of them first: what the audit has of each, as in `site: result`, and the command."""
    path = folder / "audit.jsonl"
    words = ["deploy", OTHER, SMALL, "--canary", canary, "--ssh-config", twin.ssh_config, "--audit", path]
    done = run(*words, "--root", REPOSITORY)
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [f"{entry['site']}: {entry['result']}" for entry in entries], done


def test_a_canary_that_fails_stops_the_other_sites(twin: Twin, run: Run, tmp_path: Path) -> None:
    viewing = twin.hosts["viewing"]
    viewing.run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    audit, done = _canary(twin, run, tmp_path, OTHER)
    assert done.code == 1
    assert f"{SMALL}: not touched, since {OTHER} went first and was not deployed" in " ".join(done.out.split())
    assert [line for line in audit if SMALL in line] == [f"{SMALL}: refused", f"{SMALL}: incomplete"]
    assert viewing.run(["sysctl", "-n", "net.ipv4.conf.all.rp_filter"]).stdout == "0\n"


def test_a_canary_goes_first_and_the_others_follow(twin: Twin, run: Run, tmp_path: Path) -> None:
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    audit, done = _canary(twin, run, tmp_path, SMALL)
    assert done.code == 1, "the other site was tried, and is not there"
    assert f"{SMALL} complete 1 changed" in " ".join(done.out.split())
    assert audit[:3] == [f"{SMALL}: start", f"{SMALL}: changed", f"{OTHER}: start"]
    assert f"{OTHER}: error" in audit


def test_after_a_reboot_the_rules_are_back_before_anything_is_forwarded(
    twin: Twin, examples: Inventory, site: Site, settings: Settings
) -> None:
    forwards = {"gateway": "1", "recorder": "0"}
    for name, forwarding in forwards.items():
        host = twin.hosts[name]
        before = host.run(["nft", "--stateless", "list", "ruleset"]).stdout
        host.reboot()
        assert host.run(["nft", "--stateless", "list", "ruleset"]).stdout == before
        assert host.run(["sysctl", "-n", "net.ipv4.ip_forward"]).stdout.strip() == forwarding
        loaded, sysctl = (
            int(host.run(["systemctl", "show", "--value", "-p", stamp, unit]).stdout.strip())
            for unit, stamp in (
                ("nftables.service", "ActiveEnterTimestampMonotonic"),
                ("systemd-sysctl.service", "ExecMainStartTimestampMonotonic"),
            )
        )
        assert 0 < loaded <= sysctl, "forwarding is switched on by systemd-sysctl"
    (again,) = deploy.deploy(examples, [site], settings)
    assert again == deploy.Outcome(SMALL)


ADVERTISEMENT = bytes.fromhex("8600000040000708" + "00" * 8)  # type 134, a router for half an hour
PREFIX = bytes.fromhex(
    "030440c0000151800000384000000000" + "20010db8dead0000" + "00" * 8
)  # 2001:db8:dead::/64, on link


def _advertise(twin: Twin) -> None:
    """A hostile device among the cameras says that it is the router of everybody there."""
    cameras = twin.hosts["cameras.cameras"]
    interface = cameras.node.legs[0].interface
    with cameras.at(), socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as router:
        router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex(interface))
        for _ in range(3):
            router.sendto(ADVERTISEMENT + PREFIX, ("ff02::1", 0))
            time.sleep(0.3)


def test_a_camera_that_says_it_is_a_router_is_not_believed(twin: Twin) -> None:
    def learned(name: str) -> str:
        host = twin.hosts[name]
        shown = (["ip", "-6", "route", "show", "proto", "ra"], ["ip", "-6", "address", "show", "scope", "global"])
        return "".join(host.run(command).stdout for command in shown)

    _advertise(twin)
    assert [learned(name) for name in ("gateway", "recorder")] == ["", ""]
    # The control: without the rules and the settings, the same packet is believed.
    recorder = twin.hosts["recorder"]
    try:
        recorder.run(["nft", "flush", "ruleset"])
        for setting in ("accept_ra=1", "autoconf=1", "accept_ra_defrtr=1", "accept_ra_pinfo=1", "disable_ipv6=0"):
            recorder.run(["sysctl", "-qw", f"net.ipv6.conf.eth0.{setting}"])
        _advertise(twin)
        assert "2001:db8:dead:" in learned("recorder")
    finally:
        recorder.reboot()
    assert learned("recorder") == ""
