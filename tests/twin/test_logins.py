"""Logins on real hosts: real PAM, sshd and logind, and what is observed of them."""

from __future__ import annotations

import contextlib
import datetime
import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from closedcircuit.fleet import deploy, observe, people
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import Twin
from closedcircuit.twin.host import Host
from tests.conftest import REPOSITORY, TODAY, Run
from tests.twin.conftest import SMALL

pytestmark = [pytest.mark.twin, pytest.mark.slow, pytest.mark.usefixtures("at_management")]

DAY = datetime.date.fromisoformat(TODAY)
PERSON, OTHER = "s10688", "s10932"
PASSWORD = "Seven-Herons-9"  # noqa: S105  of a host that lives for a minute
SHORT = 3
"""Seconds after which a session without input ends here, where half an hour is meant."""


@pytest.fixture
def recorder(twin: Twin) -> Host:
    return twin.hosts["recorder"]


@pytest.fixture
def person(recorder: Host, twin: Twin) -> Iterator[str]:
    """Somebody who has a password and a key; both are gone afterwards."""
    public = subprocess.run(["ssh-keygen", "-y", "-f", twin.key], capture_output=True, text=True, check=True).stdout
    recorder.run(["chpasswd"], stdin=f"{PERSON}:{PASSWORD}\n")
    recorder.run(["install", "-D", "-m", "644", "/dev/stdin", f"{people.KEYS}/{PERSON}"], stdin=public)
    yield PERSON
    recorder.run(["rm", f"{people.KEYS}/{PERSON}"])
    recorder.run(["passwd", "--quiet", "--lock", PERSON])


def _observed(
    examples: Inventory, site: Site, settings: Settings, folder: Path, run: Run
) -> tuple[Any, dict[str, str]]:
    """The facts by host, and the statuses by control and subject."""
    found = observe.observe(examples, [site], settings, DAY)
    assert found.errors == ()
    path = folder / "observed.json"
    path.write_text(json.dumps(found.document))
    judged = run("check", SMALL, "--root", REPOSITORY, "--observed", path, "--format", "json")
    verdicts = json.loads(judged.out)["verdicts"]
    statuses = {f"{each['control'].removeprefix('CCTV-')} {each['subject']}": each["status"] for each in verdicts}
    return found.document["sites"][SMALL]["hosts"], statuses


def test_what_is_observed_after_a_deploy_passes(
    examples: Inventory, site: Site, settings: Settings, tmp_path: Path, run: Run
) -> None:
    hosts, statuses = _observed(examples, site, settings, tmp_path, run)
    for host, facts in hosts.items():
        assert facts["login"] == {
            "failures_before_lock": 5,
            "idle_minutes": 30,
            "remote": [],
            "anonymous": False,
            "default_passwords": 0,
            "password_min_length": 10,
            "password_storage": "one-way",
            "clear_services": [],
        }, host
    assert {account["stations"] for account in hosts["recorder"]["accounts"].values()} == {0}
    for control in ("ACC-05", "ACC-06", "ACC-07", "ACC-09", "ENC-03"):
        assert statuses[f"{control} host/{SMALL}/recorder"] == "PASS", control
        assert statuses[f"{control} host/{SMALL}/viewing"] == "PASS", control
    assert statuses[f"ACC-08 host/{SMALL}/viewing"] == "PASS"
    assert statuses[f"ACC-08 host/{SMALL}/recorder"] == "UNKNOWN", "nobody asked its cameras"


def _su(recorder: Host, login: str, *passwords: str) -> int:
    """How often somebody else became this login, all passwords tried at once: PAM lets each failure wait."""
    script = f"for password do echo \"$password\" | su {login} -c 'echo in' & done; wait"
    other = ["setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--init-groups"]
    return recorder.run([*other, "sh", "-c", script, "sh", *passwords]).stdout.count("in\n")


def test_five_failures_lock_a_login_and_no_deploy(
    recorder: Host, person: str, examples: Inventory, site: Site, settings: Settings
) -> None:
    for _ in range(2):
        assert _su(recorder, person, *["wrong"] * 4) == 0
        assert _su(recorder, person, PASSWORD) == 1, "and the failures before are forgotten"
    for login in (person, "root"):
        assert _su(recorder, login, *["wrong"] * 5) == 0
    assert _su(recorder, person, PASSWORD) == 0, "the right password comes too late"
    assert recorder.run(["faillock", "--user", "root"]).stdout.count(" V\n") == 5
    recorder.run(["mv", f"{people.KEYS}/{person}", "/run/key"])
    (outcome,) = deploy.deploy(examples, [site], settings)
    recorder.run(["mv", "/run/key", f"{people.KEYS}/{person}"])
    assert outcome == deploy.Outcome(SMALL), "root comes by key, and nothing has changed"
    for login in (person, "root"):
        recorder.run(["faillock", "--user", login, "--reset"])
    assert _su(recorder, person, PASSWORD) == 1


@pytest.mark.parametrize(("password", "taken"), [("aB3$xY7!z", False), ("aB3$xY7!zq", True)])
def test_a_new_password_has_ten_characters_even_from_root(
    recorder: Host, person: str, password: str, taken: bool
) -> None:
    done = recorder.run(["chpasswd"], check=False, stdin=f"{person}:{password}\n")
    assert (done.returncode == 0) == taken
    hashed = recorder.run(["getent", "shadow", person]).stdout.split(":")[1]
    assert hashed.startswith("$y$"), "yescrypt"


@contextlib.contextmanager
def _short(recorder: Host) -> Iterator[None]:
    """Half an hour is three seconds, wherever a deploy wrote it for sshd and for logind."""
    files = ["/etc/ssh/sshd_config.d/10-closedcircuit.conf", "/etc/systemd/logind.conf.d/closedcircuit.conf"]
    use = "systemctl reload ssh && systemctl kill --signal=HUP systemd-logind"
    recorder.run(["sed", "-i.kept", "-E", f"s/([ =])30m(in)?$/\\1{SHORT}s/", *files])
    recorder.run(["sh", "-c", use])
    try:
        yield
    finally:
        recorder.run(["sh", "-c", f"for file do mv $file.kept $file; done; {use}", "sh", *files])


def _console(recorder: Host, login: str) -> list[str | Path]:
    """A login at a terminal of the host itself."""
    enter = ["nsenter", "--target", str(recorder.leader), "--all", "--wd"]
    return [*enter, "script", "-qc", f"setsid -cw login -f {login}", "/dev/null"]


@contextlib.contextmanager
def _started(*programs: list[str | Path]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Programs that run at once and are told nothing."""
    quiet: dict[str, int] = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = [subprocess.Popen(words, **quiet) for words in programs]
    try:
        yield started
    finally:
        for program in started:
            program.kill()
            program.wait()


def test_a_session_without_input_ends(recorder: Host, person: str, twin: Twin, site: Site) -> None:
    address = site.hosts["recorder"].interfaces["eth1"].address
    ssh: list[str | Path] = ["ssh", "-F", twin.ssh_config]
    ends: dict[str, list[str | Path]] = {
        "a terminal": [*ssh, "-tt", f"{person}@{address}"],
        "a terminal that shows something": [*ssh, "-tt", f"{person}@{address}", "while sleep 1; do date; done"],
        "no terminal": [*ssh, "-T", f"{person}@{address}"],
        "root's terminal": [*ssh, "-tt", f"root@{address}"],
        "the console": _console(recorder, person),
    }
    deploy_like = [*ssh, "-T", f"root@{address}", f"sleep {5 * SHORT}"]
    with _short(recorder), _started(deploy_like, *ends.values()) as (silent, *sessions):
        for what, session in zip(ends, sessions, strict=True):
            try:
                session.wait(4 * SHORT)
            except subprocess.TimeoutExpired:
                pytest.fail(f"{what} is still there")
        assert silent.wait(30) == 0, "a command of a deploy may be silent"


def test_what_somebody_loosened_is_found_and_put_right(
    recorder: Host, examples: Inventory, site: Site, settings: Settings, tmp_path: Path, run: Run
) -> None:
    for change in (
        "sed -i 's/requisite\\tpam_faillock.so preauth/optional pam_faillock.so preauth/' /etc/pam.d/common-auth",
        "echo 'minlen = 6' >>/etc/security/pwquality.conf",
        "echo 'StopIdleSessionSec=infinity' >>/etc/systemd/logind.conf.d/closedcircuit.conf",
        "systemctl restart systemd-logind",
        "usermod --password '' games",
    ):
        recorder.run(["sh", "-c", change])
    recorder.run(["chpasswd"], stdin=f"{PERSON}:{PASSWORD}\n")
    assert _su(recorder, PERSON, *["wrong"] * 5) == 0
    assert _su(recorder, PERSON, PASSWORD) == 1, "whom PAM counts as locked comes in"
    recorder.run(["passwd", "--quiet", "--lock", PERSON])
    hosts, statuses = _observed(examples, site, settings, tmp_path, run)
    login = hosts["recorder"]["login"]
    assert (login["failures_before_lock"], login["password_min_length"], login["idle_minutes"]) == (0, 6, 0)
    assert login["default_passwords"] == 1
    for control in ("ACC-05", "ACC-06", "ACC-08", "ACC-09"):
        assert statuses[f"{control} host/{SMALL}/recorder"] == "FAIL", control
        assert statuses[f"{control} host/{SMALL}/viewing"] == "PASS", control
    recorder.run(["usermod", "--password", "*", "games"])
    (outcome,) = deploy.deploy(examples, [site], settings)
    assert (outcome.changed, outcome.errors) == (1, ())
    hosts, _ = _observed(examples, site, settings, tmp_path, run)
    assert hosts["recorder"]["login"] == hosts["viewing"]["login"]


def test_two_places_at_once_are_seen(
    recorder: Host,
    person: str,
    twin: Twin,
    examples: Inventory,
    site: Site,
    settings: Settings,
    tmp_path: Path,
    run: Run,
) -> None:
    """One person at the console and over SSH."""
    address = site.hosts["recorder"].interfaces["eth1"].address
    ssh: list[str | Path] = ["ssh", "-F", twin.ssh_config, "-tt", f"{person}@{address}"]
    with _started(ssh, _console(recorder, person)):
        time.sleep(3)
        hosts, statuses = _observed(examples, site, settings, tmp_path, run)
    assert hosts["recorder"]["accounts"][person]["stations"] == 2
    assert statuses[f"ACC-04 site/{SMALL}"] == "FAIL"
