"""A bare host becomes a recorder: only the recording software reads footage, and no data is overwritten."""

from __future__ import annotations

import json

import pytest

from closedcircuit.fleet import deploy
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin
from closedcircuit.twin.host import Host

pytestmark = [pytest.mark.twin, pytest.mark.usefixtures("at_management")]


@pytest.fixture
def recorder(twin: Twin) -> Host:
    return twin.hosts["recorder"]


def _deployed(examples: Inventory, site: Site, settings: Settings) -> deploy.Outcome:
    (outcome,) = deploy.deploy(examples, [site], settings)
    return outcome


def _state(recorder: Host) -> dict[str, object]:
    found: dict[str, object] = json.loads(recorder.run(["cat", "/var/lib/keeper/state.json"]).stdout)
    return found


def test_days_are_ready_and_only_the_recording_account_reads_them(recorder: Host) -> None:
    options = recorder.run(["findmnt", "-rno", "FSTYPE,OPTIONS", "/srv/footage"]).stdout
    assert options.startswith("ext4 ")
    assert {"nodev", "nosuid", "noexec", "noatime"} <= set(options.split()[1].split(","))
    days = recorder.run(["ls", "/srv/footage/site"]).stdout.split()
    assert len(days) == 3
    day = f"/srv/footage/site/{days[0]}/cam-001"
    for account, code in (("recording", 0), ("s10688", 2)):
        read = ["setpriv", f"--reuid={account}", f"--regid={account}", "--init-groups", "ls", day]
        assert recorder.run(read, check=False).returncode == code, account
    above = [
        "setpriv",
        "--reuid=recording",
        "--regid=recording",
        "--clear-groups",
        "mkdir",
        "/srv/footage/site/2020-01-01",
    ]
    assert recorder.run(above, check=False).returncode == 1, "only the keeper makes days"
    assert _state(recorder)["problems"] == {}


def test_a_role_may_do_by_sudo_what_it_needs_and_no_more(recorder: Host) -> None:
    def sudo(account: str, *words: str) -> int:
        command = ["su", "--shell=/bin/sh", account, f"--command=sudo -n {' '.join(words)}"]
        return recorder.run(command, check=False).returncode

    assert sudo("s10688", "/usr/local/sbin/keeper", "state") == 0
    assert sudo("s10688", "/usr/bin/cat", "/etc/shadow") != 0
    assert sudo("s10688", "/usr/local/sbin/keeper", "retire", "--yes") != 0
    assert sudo("s10932", "/usr/local/sbin/keeper", "state") != 0


def test_after_a_reboot_the_keys_are_there_again(recorder: Host) -> None:
    before = _state(recorder)["days"]
    recorder.reboot()
    recorder.run(["systemctl", "start", "keeper-prepare.service"])
    assert _state(recorder)["days"] == before
    day = recorder.run(["ls", "/srv/footage/site"]).stdout.split()[0]
    assert "cam-001" in recorder.run(["ls", f"/srv/footage/site/{day}"]).stdout, "names can be read"


def test_an_account_that_nobody_declares_any_more_goes(
    recorder: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    recorder.run(["useradd", "--groups", "cctv", "s99999"])
    recorder.run(["usermod", "--append", "--groups", "cctv-admin", "s10932"])
    outcome = _deployed(examples, site, settings)
    assert (outcome.changed, outcome.errors) == (1, ())
    assert recorder.run(["id", "s99999"], check=False).returncode != 0
    assert "cctv-admin" not in recorder.run(["id", "-nG", "s10932"]).stdout


def test_a_disk_with_data_on_it_is_left_as_it_is(
    recorder: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    recorder.run(["systemctl", "disable", "--now", "srv-holds.mount"])
    recorder.run(["dd", "if=/dev/urandom", "of=/dev/mapper/holds", "bs=1M", "count=2", "conv=fsync"])
    before = recorder.run(["sha256sum", "/dev/mapper/holds"]).stdout
    outcome = _deployed(examples, site, settings)
    assert "/dev/mapper/holds holds something that is not ours, and nothing was written to it" in outcome.errors[0]
    assert recorder.run(["sha256sum", "/dev/mapper/holds"]).stdout == before
    recorder.run(["dd", "if=/dev/zero", "of=/dev/mapper/holds", "bs=1M", "count=2", "conv=fsync"])
    assert _deployed(examples, site, settings).errors == ()
    assert recorder.run(["findmnt", "-rno", "TARGET", "/srv/holds"]).stdout.strip() == "/srv/holds"
