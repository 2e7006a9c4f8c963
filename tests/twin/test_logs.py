"""Who comes to a real host over real SSH, what they do by real sudo, and every change of rights is on record."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import inventory
from closedcircuit.check import Evidence, check, templates, today
from closedcircuit.documents.wording import wording
from closedcircuit.fleet import deploy
from closedcircuit.fleet.observe import observe
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.recorder import KEEPER_LOGS, PROGRAM
from closedcircuit.twin import Twin
from closedcircuit.twin.host import Host
from closedcircuit.twin.process import Completed
from tests.conftest import REPOSITORY
from tests.twin.conftest import SMALL

pytestmark = [pytest.mark.twin, pytest.mark.slow, pytest.mark.usefixtures("at_management")]

LOGS = ("CCTV-ACC-03", "CCTV-LOG-01", "CCTV-LOG-02", "CCTV-LOG-04")
ACCESS, RIGHTS = "/var/lib/keeper/access.jsonl", "/var/lib/keeper/rights.jsonl"
KEEPER = "sudo -n /usr/local/sbin/keeper"
UNIT = "closedcircuit-record@cam-001.service"
ADMIN = {"role": "recorder-admin", "rights": ["admin"]}
MANAGER = {"role": "terminal-manager", "rights": ["export", "live", "playback"]}
Ssh = Callable[[str, str, str], "subprocess.CompletedProcess[str] | Completed"]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The key of both people of the site."""
    path = tmp_path_factory.mktemp("person") / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
    return path


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, key: Path) -> Inventory:
    """The example inventory, in which the people of the smallest site have a key."""
    root = tmp_path_factory.mktemp("people")
    shutil.copytree(REPOSITORY / "inventory", root / "inventory")
    path = root / "inventory/sites" / SMALL / "site.yaml"
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    text = path.read_text("utf-8")
    for role in ("recorder-admin", "terminal-manager"):
        assert f"{{role: {role}, trained" in text
        text = text.replace(f"{{role: {role}, trained", f'{{role: {role}, ssh_key: "{public}", trained')
    path.write_text(text, "utf-8")
    return inventory.load(root)


@pytest.fixture
def recorder(twin: Twin) -> Host:
    return twin.hosts["recorder"]


@pytest.fixture
def ssh(twin: Twin, key: Path) -> Ssh:
    """Logs a person in to a host, from the management host, for one command."""

    def log_in(person: str, host: str, command: str) -> Completed:
        words = ["ssh", "-F", twin.ssh_config, "-i", key, "-l", person, host, command]
        return twin.management.run(words, check=False, timeout=30)

    return log_in


def _lines(host: Host, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in host.run(["cat", path]).stdout.splitlines()]


def _told(entries: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    told = [entry for entry in entries if entry["kind"] == "access"]
    return [tuple(entry[key] for key in ("identifier", "origin", "subject", "task")) for entry in told]


def _after(host: Host, path: str, count: int, more: int) -> list[dict[str, Any]]:
    """The entries after the first `count`, once there are so many: what a session leaves is written as it ends."""
    deadline = time.monotonic() + 20
    while len(found := _lines(host, path)[count:]) < more and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def _statuses(examples: Inventory, site: Site, settings: Settings) -> dict[tuple[str, str], str]:
    """What an observation right now is judged to be, by control and host."""
    day = today(examples.organization)
    seen = observe(examples, [site], settings, day)
    assert seen.errors == ()
    report = check(examples, wording(examples, templates(examples)), [site], day, Evidence(observed=seen.document))
    return {
        (verdict.control.id, verdict.subject.rpartition("/")[2]): verdict.status
        for verdict in report.verdicts
        if verdict.control.id in LOGS and verdict.subject.startswith("host/")
    }


def test_a_session_and_what_is_done_in_it_are_on_record(twin: Twin, recorder: Host, ssh: Ssh) -> None:
    before = len(_lines(recorder, ACCESS))
    done = ssh("s10688", "recorder", f"{KEEPER} state && {KEEPER} restart {UNIT}; {KEEPER} restart ssh.service; true")
    assert json.loads(done.stdout.splitlines()[0])["recorder"] == "gangneung-terminal-recorder"
    assert "none of those that may be started anew" in done.stderr
    entries = _after(recorder, ACCESS, before, 4)
    assert _told(entries) == [
        ("s10688", "10.40.10.10", "-", "session opened by sshd"),
        ("s10688", "10.40.10.10", "-", "keeper state"),
        ("s10688", "10.40.10.10", "-", f"keeper restart {UNIT}"),
        ("s10688", "10.40.10.10", "-", "session closed by sshd"),
    ]
    deadline = time.monotonic() + 20
    while entries[-1]["hash"] not in twin.heard.read_text("utf-8") and time.monotonic() < deadline:
        time.sleep(0.2)
    assert all(entry["hash"] in twin.heard.read_text("utf-8") for entry in entries), "management has them at once"
    times = [datetime.datetime.fromisoformat(entry["time"]) for entry in entries]
    assert all(moment.utcoffset() == datetime.timedelta(hours=9) for moment in times)
    assert recorder.run(["stat", "-c", "%a %U:%G", ACCESS]).stdout == "600 root:root\n"


def test_a_command_that_left_its_session_is_refused(recorder: Host, ssh: Ssh) -> None:
    ssh("s10688", "recorder", f"setsid -f sh -c 'sleep 1; {KEEPER} state' >left 2>&1 </dev/null")
    time.sleep(3)
    assert "knows no session" in recorder.run(["cat", "/home/s10688/left"]).stdout
    assert _told(_lines(recorder, ACCESS))[-1][3] == "session closed by sshd"


def test_su_and_a_viewing_desk_are_on_record_as_well(twin: Twin, recorder: Host, ssh: Ssh) -> None:
    before = len(_lines(recorder, ACCESS))
    recorder.run(["su", "s10688", "-c", f"{KEEPER} hold list"])
    tasks = ["session opened by su for root", "keeper hold list", "session closed by su for root"]
    assert _told(_after(recorder, ACCESS, before, 3)) == [("s10688", "local", "-", task) for task in tasks]
    viewing = twin.hosts["viewing"]
    before = len(_lines(viewing, ACCESS))
    assert ssh("s10932", "viewing", "id -un").stdout == "s10932\n"
    entries = _told(_after(viewing, ACCESS, before, 2))
    assert entries == [("s10932", "10.40.10.10", "-", f"session {event} by sshd") for event in ("opened", "closed")]


def test_a_person_who_becomes_another_is_known_by_the_first_session(twin: Twin, ssh: Ssh) -> None:
    viewing = twin.hosts["viewing"]
    viewing.run(["chpasswd"], stdin="s10688:a-made-up-Passw0rd\n")
    before = len(_lines(viewing, ACCESS))
    assert ssh("s10932", "viewing", "echo a-made-up-Passw0rd | su s10688 -c 'id -un'").stdout == "s10688\n"
    viewing.run(["usermod", "--password", "!", "s10688"])
    assert _told(_after(viewing, ACCESS, before, 4))[1:3] == [
        ("s10688", "10.40.10.10", "-", f"session {event} by su for s10932") for event in ("opened", "closed")
    ]


def test_the_second_deploy_changes_nothing_and_the_facts_pass(
    examples: Inventory, site: Site, settings: Settings
) -> None:
    (again,) = deploy.deploy(examples, [site], settings)
    assert again == deploy.Outcome(SMALL)
    found = _statuses(examples, site, settings)
    expected = {(control, host): "PASS" for control in LOGS for host in ("recorder", "viewing")}
    assert {key: status for key, status in found.items() if key[1] in ("recorder", "viewing")} == expected


def test_rights_are_on_record_whoever_changes_them(
    recorder: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    first = [entry for entry in _lines(recorder, RIGHTS) if entry["kind"] == "rights"]
    granted = [(entry["identifier"], entry["change"], entry["before"], entry["after"]) for entry in first]
    assert granted == [("s10688", "grant", None, ADMIN), ("s10932", "grant", None, MANAGER)]
    before = len(_lines(recorder, RIGHTS))
    recorder.run(["usermod", "--append", "--groups", "cctv-admin", "s10932"])
    (by_hand,) = _after(recorder, RIGHTS, before, 1)
    wider = {"role": "terminal-manager", "rights": ["admin", "export", "live", "playback"]}
    assert (by_hand["identifier"], by_hand["before"], by_hand["after"]) == ("s10932", MANAGER, wider)
    (outcome,) = deploy.deploy(examples, [site], settings)
    assert outcome.errors == ()
    (by_deploy,) = _lines(recorder, RIGHTS)[before + 1 :]
    assert (by_deploy["change"], by_deploy["before"], by_deploy["after"]) == ("change", wider, MANAGER)


def test_a_session_log_that_a_hand_turned_off_is_turned_on_again(
    recorder: Host, ssh: Ssh, examples: Inventory, site: Site, settings: Settings
) -> None:
    def opened() -> int:
        mine = ("s10688", "10.40.10.10", "-", "session opened by sshd")
        return _told(_lines(recorder, ACCESS)).count(mine)

    before = opened()
    recorder.run(["sed", "-i", "/keeper-logs/d", "/etc/pam.d/common-session"])
    ssh("s10688", "recorder", "true")
    assert opened() == before
    (outcome,) = deploy.deploy(examples, [site], settings)
    assert (outcome.changed, outcome.errors) == (1, ())
    (again,) = deploy.deploy(examples, [site], settings)
    assert again == deploy.Outcome(SMALL)
    ssh("s10688", "recorder", "true")
    assert opened() == before + 1


def test_an_act_that_cannot_be_entered_is_refused_and_a_session_is_not(recorder: Host, ssh: Ssh) -> None:
    recorder.run(["sh", "-c", f"mv {ACCESS} {ACCESS}.kept && mkdir {ACCESS}"])
    done = ssh("s10688", "recorder", f"id -un; {KEEPER} restart {UNIT}")
    assert done.stdout == "s10688\n"
    assert "the access log cannot be written, so nothing was done" in done.stderr
    said = recorder.run(["journalctl", "--priority=crit", "--no-pager", "--output=cat"]).stdout
    assert "the access log cannot be written" in said
    assert '"identifier":"s10688"' in said
    recorder.run(["sh", "-c", f"rmdir {ACCESS} && mv {ACCESS}.kept {ACCESS}"])
    assert ssh("s10688", "recorder", f"{KEEPER} ledger verify").returncode == 0


def test_what_was_tampered_with_never_passes(
    recorder: Host, ssh: Ssh, examples: Inventory, site: Site, settings: Settings
) -> None:
    recorder.run(["sed", "-i", "0,/s10688/s//s10932/", ACCESS, RIGHTS])
    found = _statuses(examples, site, settings)
    assert {control: found[control, "recorder"] for control in LOGS} == {
        "CCTV-ACC-03": "UNKNOWN",
        "CCTV-LOG-01": "UNKNOWN",
        "CCTV-LOG-02": "UNKNOWN",
        "CCTV-LOG-04": "FAIL",
    }
    assert {found[control, "viewing"] for control in LOGS} == {"PASS"}
    assert ssh("s10688", "recorder", f"{KEEPER} ledger verify").returncode == 1


def test_what_is_over_its_time_goes_by_the_unit(twin: Twin) -> None:
    viewing = twin.hosts["viewing"]
    viewing.run(["chronyc", "waitsync", "60", "0", "0", "1"])
    viewing.run(["systemctl", "stop", "keeper-logs.path", "keeper-logs.timer"])
    viewing.run(["sh", "-c", f"rm {ACCESS} /var/lib/keeper/logs.json"])
    for year in (2021, 2022, 2023):
        entry = f"book.entry('access', {{}}) | {{'time': '{year}-01-01T00:00:00+09:00'}}"
        program = f"from keeper import logbook; book = logbook.load(logbook.CONFIGURATION); a = {entry}"
        viewing.run(["sh", "-c", f"cd {PROGRAM} && python3 -c \"{program}; book.ledger('access').append(a)\""])
    viewing.run(["systemctl", "start", "keeper-logs.service"])
    anchor, *left = _lines(viewing, ACCESS)
    assert (anchor["kind"], anchor["seq"], anchor["since"]) == ("anchor", 2, "2021-01-01")
    assert [entry["time"][:4] for entry in left if entry["kind"] == "access"] == ["2023"]
    assert json.loads(viewing.run([KEEPER_LOGS, "state"]).stdout)["access"]["hash_chain"]
    viewing.run(["systemctl", "start", "keeper-logs.path", "keeper-logs.timer"])
