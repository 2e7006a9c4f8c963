"""What goes wrong between deploys and hosts, on real hosts: nobody is locked out, and the next run converges."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.fleet import deploy
from closedcircuit.fleet.plan import Plan
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin
from tests.conftest import REPOSITORY, TODAY
from tests.twin.conftest import SMALL

pytestmark = [pytest.mark.twin, pytest.mark.usefixtures("at_management")]

SECRET = "hunter2-camera-password"  # noqa: S105  that it shows nowhere is the test
MANAGEMENT = "inventory/organization.yaml", "address: 10.40.10.10", "address: 10.40.10.11"
"""A change of the inventory whose rules would let in another management host, and not the one that deploys."""


@pytest.fixture
def other(root: Path) -> Callable[..., Inventory]:
    """The example inventory with replacements."""

    def make(*edits: tuple[str, str, str]) -> Inventory:
        for file, old, new in edits:
            path = root / file
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), "utf-8")
        return inventory.load(root)

    return make


Deploy = Callable[..., deploy.Outcome]


@pytest.fixture
def converge(examples: Inventory, site: Site, settings: Settings) -> Deploy:
    """Deploy the site, by default as the example declares it."""

    def run(loaded: Inventory = examples, **changes: object) -> deploy.Outcome:
        (outcome,) = deploy.deploy(loaded, [loaded.sites[SMALL]], replace(settings, **changes))
        return outcome

    return run


def _listing(twin: Twin, host: str) -> str:
    return twin.hosts[host].run(["nft", "--stateless", "list", "ruleset"]).stdout


def _command(twin: Twin, *words: str | Path) -> list[str]:
    options = ["--today", TODAY, "--ssh-config", str(twin.ssh_config)]
    return [sys.executable, "-m", "closedcircuit", *map(str, words), *options]


def test_rules_that_lock_management_out_undo_themselves(
    twin: Twin, other: Callable[..., Inventory], converge: Deploy
) -> None:
    before, kept = _listing(twin, "gateway"), twin.hosts["gateway"].root / "etc/nftables.conf"
    text = kept.read_text()
    outcome = converge(other(MANAGEMENT), window=3.0)
    assert any("were not confirmed" in line and "old rules by itself" in line for line in outcome.errors), outcome
    assert any("recorder: not touched" in line for line in outcome.errors)
    assert _listing(twin, "gateway") == before
    assert kept.read_text() == text
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def test_a_deploy_killed_before_it_confirms_leaves_the_old_rules(twin: Twin, root: Path, converge: Deploy) -> None:
    before = _listing(twin, "gateway")
    _edit(root, MANAGEMENT)
    gateway = twin.hosts["gateway"]
    command = _command(twin, "deploy", SMALL, "--root", root, "--window", "5", "--audit", root / "audit.jsonl")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _until(lambda: (gateway.root / "etc/nftables.conf").exists() and _armed(twin), 30)
        os.killpg(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.communicate(timeout=10)
    _until(lambda: not _armed(twin), 10)
    assert _listing(twin, "gateway") == before
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def test_a_run_killed_inside_the_window_is_mended_by_the_next_at_once(twin: Twin, root: Path, converge: Deploy) -> None:
    _edit(root, MANAGEMENT)
    command = _command(twin, "deploy", SMALL, "--root", root, "--window", "300", "--audit", root / "audit.jsonl")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _until(lambda: _armed(twin, "loaded"), 30)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
    # Let us in again, with rules that are not the declared ones: there is a change to make while the other waits.
    twin.hosts["gateway"].run(["nft", "--file", "/etc/nftables.conf"])
    twin.hosts["gateway"].run(["nft", "add", "table", "ip", "backdoor"])
    assert _armed(twin)
    assert converge().ok
    assert not _armed(twin)
    assert converge() == deploy.Outcome(SMALL)


def test_a_reboot_inside_the_window_finds_the_old_rules(twin: Twin, root: Path, converge: Deploy) -> None:
    before = _listing(twin, "gateway")
    _edit(root, MANAGEMENT)
    command = _command(twin, "deploy", SMALL, "--root", root, "--window", "300", "--audit", root / "audit.jsonl")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _until(lambda: _armed(twin) and _listing(twin, "gateway") != before, 30)
        twin.hosts["gateway"].reboot()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
    assert _listing(twin, "gateway") == before
    assert not _armed(twin)
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def test_a_rule_added_by_hand_is_found_and_removed(
    twin: Twin, examples: Inventory, site: Site, settings: Settings, converge: Deploy
) -> None:
    before = _listing(twin, "recorder")
    rule = ["nft", "add", "rule", "inet", "closedcircuit", "input", "tcp", "dport", "8080", "accept"]
    twin.hosts["recorder"].run(rule)
    twin.hosts["recorder"].run(["nft", "add", "table", "ip", "backdoor"])
    found = deploy.plan(examples, [site], settings)
    assert found.changes == 1
    (changed,) = [host for host in found.sites[0].hosts if host.changes]
    assert changed.host == "recorder"
    assert "tcp dport 8080 accept" in changed.changes[0].diff
    assert "backdoor" in changed.changes[0].diff
    assert converge().changed == 1
    assert _listing(twin, "recorder") == before


def test_an_agreed_plan_is_kept_to(
    twin: Twin, examples: Inventory, site: Site, settings: Settings, converge: Deploy
) -> None:
    agreed: Plan = deploy.plan(examples, [site], settings)
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    (refused,) = deploy.deploy(examples, [site], settings, agreed=agreed)
    assert refused.changed == 0
    assert any("viewing" in line and "is new" in line for line in refused.errors), refused
    again = deploy.plan(examples, [site], settings)
    (done,) = deploy.deploy(examples, [site], settings, agreed=again)
    assert done.ok
    assert done.changed == 1


def test_two_deploys_at_once(twin: Twin, examples: Inventory, site: Site, settings: Settings, converge: Deploy) -> None:
    """The one that has planned holds the site; the other is told who does, and touches nothing."""
    holds, go = threading.Event(), threading.Event()
    twin.hosts["recorder"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])

    def wait(_: str, event: Mapping[str, object]) -> None:
        if event["event"] == "plan":
            holds.set()
            assert go.wait(30)

    with ThreadPoolExecutor(1) as pool:
        ann = pool.submit(deploy.deploy, examples, [site], replace(settings, who="ann"), follow=wait)
        assert holds.wait(30)
        refused = converge()
        go.set()
        (done,) = ann.result(60)
    assert refused.changed == 0
    assert any("deploy by ann" in line and "locked" in line for line in refused.errors), refused
    assert done.ok
    assert done.changed == 1
    assert converge() == deploy.Outcome(SMALL), "the lock is given back"


def test_a_host_with_another_key_is_not_talked_to(
    twin: Twin, settings: Settings, converge: Deploy, tmp_path: Path
) -> None:
    lines = twin.known_hosts.read_text().splitlines()
    keys = [line.split()[1:] for line in lines]
    addresses = [line.split()[0] for line in lines]
    turned = [f"{address} {' '.join(key)}" for address, key in zip(addresses, keys[1:] + keys[:1], strict=True)]
    outcome = converge(ssh_config=_ssh_config(twin, tmp_path, UserKnownHostsFile="\n".join(turned)))
    assert outcome.changed == 0
    assert any("does not match" in line and "find out who answers there" in line for line in outcome.errors), outcome


def test_a_host_whose_key_nobody_pinned_is_not_talked_to(twin: Twin, converge: Deploy, tmp_path: Path) -> None:
    outcome = converge(ssh_config=_ssh_config(twin, tmp_path, UserKnownHostsFile=""))
    assert any("No host key" in line and "closedcircuit enroll" in line for line in outcome.errors), outcome


def test_a_wrong_login_key_is_named(twin: Twin, converge: Deploy, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True, timeout=30)
    outcome = converge(ssh_config=_ssh_config(twin, tmp_path, IdentityFile=key))
    assert any("Authentication" in line and "authorized_keys" in line for line in outcome.errors), outcome


def test_an_interface_that_a_host_lacks_is_named_and_nothing_is_changed_there(
    twin: Twin, other: Callable[..., Inventory], converge: Deploy
) -> None:
    path = f"inventory/sites/{SMALL}/site.yaml"
    outcome = converge(
        other((path, "eth1: {zone: recording, address: 10.43.20.11", "eno9: {zone: recording, address: 10.43.20.11"))
    )
    assert any("recorder" in line and "no interface eno9" in line for line in outcome.errors), outcome
    assert converge().ok


def test_a_full_disk_fails_and_leaves_what_was_there(
    twin: Twin, other: Callable[..., Inventory], converge: Deploy
) -> None:
    recorder = twin.hosts["recorder"]
    recorder.run(["mount", "-t", "tmpfs", "-o", "size=4k", "full", "/etc/chrony"])
    try:
        recorder.run(["sh", "-c", "cat /dev/zero >/etc/chrony/filler; true"], check=False)
        outcome = converge()
        assert any("recorder" in line and "No space left on device" in line for line in outcome.errors), outcome
    finally:
        recorder.run(["umount", "/etc/chrony"])
    assert converge() == deploy.Outcome(SMALL)


def test_a_host_that_is_gone_is_named_and_the_others_are_deployed(twin: Twin, converge: Deploy) -> None:
    twin.hosts["recorder"].stop()
    try:
        outcome = converge()
        assert [line.split(":")[0] for line in outcome.errors] == [f"{SMALL}/recorder"]
    finally:
        twin.hosts["recorder"].start()
        twin.hosts["recorder"].wait()
    assert converge() == deploy.Outcome(SMALL)


@pytest.mark.slow
def test_a_host_that_disappears_in_the_middle_is_named_and_the_others_are_deployed(
    twin: Twin, examples: Inventory, site: Site, settings: Settings, converge: Deploy
) -> None:
    """The cable is pulled, so that nothing says goodbye."""
    for host in ("recorder", "viewing"):
        twin.hosts[host].run(["rm", "-rf", "/var/lib/closedcircuit/applied"])

    def pull(_: str, event: Mapping[str, object]) -> None:
        if event["event"] == "operation" and event["host"] == "recorder":
            twin.hosts["recorder"].run(["ip", "link", "set", "eth1", "down"])

    (outcome,) = deploy.deploy(examples, [site], settings, follow=pull)
    assert [line.split(":")[0] for line in outcome.errors] == [f"{SMALL}/recorder"], outcome
    twin.hosts["recorder"].reboot()
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def test_a_mirror_that_is_gone_is_named(twin: Twin, converge: Deploy) -> None:
    viewing = twin.hosts["viewing"]
    viewing.run(["dpkg", "--purge", "--force-depends", "chrony"])
    viewing.run(["apt-get", "clean"])
    rule = ["nft", "insert", "rule", "inet", "closedcircuit", "output", "tcp", "dport", "80", "reject"]
    viewing.run(rule)
    outcome = converge()
    assert any("viewing" in line and "Failed to fetch" in line for line in outcome.errors), outcome
    viewing.run(["nft", "--file", "/etc/nftables.conf"])
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def test_no_secret_shows_anywhere(twin: Twin, root: Path, settings: Settings, converge: Deploy, tmp_path: Path) -> None:
    _edit(
        root,
        (
            f"inventory/sites/{SMALL}/cameras.yaml",
            "  channel: 1\n",
            "  channel: 1\n  login: {user: recorder, password: {secret: CAMERA}}\n",
        ),
    )
    environment = {**os.environ, "CLOSEDCIRCUIT_SECRET_CAMERA": SECRET}
    said = ""
    processes: set[str] = set()
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    processes.add(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
                except OSError:
                    continue
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for words in (
            ["plan", SMALL],
            ["plan", SMALL, "--format", "json"],
            ["deploy", SMALL, "--audit", tmp_path / "audit"],
        ):
            command = _command(twin, *words, "--root", root)
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
            assert done.returncode == 0, done.stderr
            said += done.stdout + done.stderr
    finally:
        stop.set()
        watcher.join()
    recorder = twin.hosts["recorder"]
    placed = recorder.run(["stat", "-c", "%a %U", "/etc/closedcircuit/credentials/CAMERA"]).stdout
    assert placed.strip() == "600 root"
    assert recorder.run(["cat", "/etc/closedcircuit/credentials/CAMERA"]).stdout == SECRET
    logs = recorder.run(["journalctl", "--no-pager"]).stdout
    assert "Logins of the cameras" in said
    assert any("closedcircuit.fleet.worker" in line for line in processes)
    for text in (said, (tmp_path / "audit").read_text(), logs, *processes):
        assert SECRET not in text


def test_plain_pyinfra_finds_the_same(twin: Twin, root: Path) -> None:
    for name in ("deploys", "closedcircuit", "schemas", "templates", "policies"):
        (root / name).symlink_to(REPOSITORY / name)
    site_file = root / f"inventory/sites/{SMALL}/site.yaml"
    for host in ("gateway", "recorder", "viewing"):
        text = site_file.read_text("utf-8")
        old = f"    role: {host}\n"
        site_file.write_text(text.replace(old, f"{old}    host_key: {twin.hosts[host].host_key}\n", 1), "utf-8")
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"])
    command = [str(Path(sys.executable).parent / "pyinfra"), "inventory/hosts.py", "deploys/site.py", "--dry"]
    command += ["--limit", "site_gangneung_terminal", "--key", str(twin.key)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    twin.hosts["viewing"].run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=1"])
    assert "Only a gateway forwards" in done.stdout + done.stderr


def test_interrupted_in_the_middle_it_says_so_and_the_next_run_converges(
    twin: Twin, root: Path, converge: Deploy
) -> None:
    for host in ("gateway", "recorder", "viewing"):
        twin.hosts[host].run(["rm", "-rf", "/var/lib/closedcircuit/applied"])
    command = _command(twin, "deploy", SMALL, "--root", root, "--audit", root / "audit.jsonl")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert f"{SMALL}/viewing" not in out, "it went on all the same"
    assert "Interrupted" in out
    assert '"result": "interrupted"' in (root / "audit.jsonl").read_text()
    assert converge().ok
    assert converge() == deploy.Outcome(SMALL)


def _edit(root: Path, edit: tuple[str, str, str]) -> None:
    path = root / edit[0]
    text = path.read_text("utf-8")
    assert edit[1] in text
    path.write_text(text.replace(edit[1], edit[2], 1), "utf-8")


def _armed(twin: Twin, mark: str = "armed") -> bool:
    """Whether a change of the gateway's rules waits to be confirmed; with `mark` "loaded", whether it stands."""
    return twin.hosts["gateway"].run(["test", "-e", f"/run/closedcircuit/firewall/{mark}"], check=False).returncode == 0


def _until(reached: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _ssh_config(twin: Twin, folder: Path, **options: str | Path) -> Path:
    """The twin's SSH configuration, but for some options; the text of UserKnownHostsFile becomes that file."""
    if "UserKnownHostsFile" in options:
        path = folder / "known_hosts"
        path.write_text(f"{options['UserKnownHostsFile']}\n")
        options["UserKnownHostsFile"] = path
    lines = twin.ssh_config.read_text().splitlines()
    changed = [line for line in lines if not line.split() or line.split()[0] not in options]
    changed += [f"  {key} {value}" for key, value in options.items()]
    path = folder / "ssh_config"
    path.write_text("\n".join(changed) + "\n")
    return path
