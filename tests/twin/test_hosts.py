"""Hosts of a twin are real: they boot, keep what a disk keeps, and are reached as their originals are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from closedcircuit.errors import ToolError
from closedcircuit.twin import Twin, capsule, machine
from tests.conftest import REPOSITORY
from tests.twin.conftest import SMALL

pytestmark = pytest.mark.twin


def _over_ssh(twin: Twin, host: str, command: str) -> subprocess.CompletedProcess[str]:
    return twin.management.run(["ssh", "-F", twin.ssh_config, host, command], check=False, timeout=20)


def test_management_logs_in_with_the_key_and_the_pinned_host_key(twin: Twin) -> None:
    gateway = twin.hosts["gateway"]
    for name in ("gateway", str(gateway.node.reached_at)):
        done = _over_ssh(twin, name, "hostname; id -un; systemctl is-system-running")
        assert done.stdout.split() == ["gangneung-terminal-gateway", "root", "running"], done.stderr


def test_a_host_with_another_key_is_not_spoken_to(twin: Twin) -> None:
    gateway = twin.hosts["gateway"]
    gateway.run(["sh", "-c", "cd /etc/ssh; rm ssh_host_*; ssh-keygen -A >/dev/null; systemctl restart ssh"])
    done = _over_ssh(twin, "gateway", "true")
    gateway.reset()
    assert done.returncode == 255
    assert "REMOTE HOST IDENTIFICATION HAS CHANGED" in done.stderr
    assert _over_ssh(twin, "gateway", "true").returncode == 0


def test_a_reboot_keeps_the_disk_and_loses_the_rules(twin: Twin) -> None:
    recorder = twin.hosts["recorder"]
    recorder.run(["sh", "-c", "echo kept > /root/kept; nft add table inet gone; sysctl -qw net.ipv4.ip_forward=1"])
    recorder.reboot()
    assert recorder.run(["cat", "/root/kept"]).stdout == "kept\n"
    assert recorder.run(["nft", "list", "tables"]).stdout == ""
    assert recorder.run(["sysctl", "-n", "net.ipv4.ip_forward"]).stdout == "0\n"
    addresses = recorder.run(["ip", "-brief", "address"]).stdout
    for leg in recorder.node.legs:
        assert f"{leg.address}/{leg.prefix}" in addresses
        assert str(leg.link_local) in addresses


def test_a_reset_goes_back_to_the_snapshot(twin: Twin) -> None:
    viewing = twin.hosts["viewing"]
    key = viewing.host_key
    viewing.run(["sh", "-c", "echo before > /root/before; rm /etc/motd"])
    viewing.snapshot()
    viewing.run(["sh", "-c", "echo after > /root/after; rm /root/before"])
    started = time.monotonic()
    viewing.reset()
    assert time.monotonic() - started < 20
    assert viewing.run(["ls", "/root"]).stdout.split() == ["before"]
    assert viewing.run(["test", "-e", "/etc/motd"], check=False).returncode == 1
    assert viewing.run(["cat", "/etc/ssh/ssh_host_ed25519_key.pub"]).stdout.startswith(key)


def test_a_package_comes_from_the_mirror_on_management(twin: Twin) -> None:
    """Through a gateway that forwards; the bare one does not, and then nothing arrives."""
    recorder, gateway = twin.hosts["recorder"], twin.hosts["gateway"]
    update = ["apt-get", "-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=3", "update"]
    assert "10.40.10.10" in recorder.run(update, check=False).stderr
    gateway.run(["sysctl", "-qw", "net.ipv4.ip_forward=1"])
    recorder.run(update)
    said = recorder.run(["apt-cache", "policy", "chrony"]).stdout
    assert "http://10.40.10.10/debian bookworm/main amd64 Packages" in said
    recorder.reset()
    gateway.reset()


def test_more_hosts_than_the_kernel_has_room_for_are_not_begun(able: None) -> None:
    with pytest.raises(ToolError, match=r"100000 inotify instances.*`make system`"):
        machine.require(10_000)


def test_a_command_that_fails_says_which_and_why(twin: Twin) -> None:
    with pytest.raises(ToolError, match="no-such-unit"):
        twin.hosts["viewing"].run(["systemctl", "start", "no-such-unit"])


_RAISE = f"""
import sys, time
from pathlib import Path
from closedcircuit import inventory
from closedcircuit.twin import Twin
inventory = inventory.load(Path("."))
with Twin.up(inventory.sites["{SMALL}"], inventory.organization) as twin:
    print(twin.capsule.name, twin.capsule.holder, flush=True)
    time.sleep(60)
"""


def test_a_killed_run_leaves_nothing_but_empty_groups(able: None) -> None:
    mounts, links = _mounts(), _links()
    raising = subprocess.Popen([sys.executable, "-c", _RAISE], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    assert raising.stdout is not None
    name, holder = raising.stdout.readline().split()
    assert name in capsule.running()
    os.kill(raising.pid, signal.SIGKILL)
    raising.wait()
    group = machine.groups() / f"{capsule.PREFIX}{name}"
    deadline = time.monotonic() + 20
    while capsule.populated(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not capsule.populated(group)
    assert capsule.find(name) is None
    assert not Path(f"/proc/{holder}").exists()
    assert (_mounts(), _links()) == (mounts, links)
    capsule.sweep(machine.groups())
    assert not group.exists()


def _mounts() -> set[str]:
    return set(Path("/proc/self/mounts").read_text("utf-8").splitlines())


def _links() -> str:
    return subprocess.run(["ip", "-brief", "link"], capture_output=True, text=True, check=True).stdout
