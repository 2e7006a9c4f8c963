"""The homepage deployed over real SSH: staged, served, moved by its timer, mended; the second run changes nothing."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.check import today
from closedcircuit.documents.freeze import Edition, freeze
from closedcircuit.fleet import HOMEPAGE, deploy, homepage, places
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label
from closedcircuit.twin import Twin
from closedcircuit.twin.host import Host
from tests.conftest import REPOSITORY, Run

pytestmark = pytest.mark.twin

MONTH = datetime.timedelta(30)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """An inventory with a version in force and one that is announced, by today's date: hosts go by their own clocks."""
    root = tmp_path_factory.mktemp("company")
    shutil.copytree(REPOSITORY / "inventory", root / "inventory", ignore=shutil.ignore_patterns("published"))
    day = today(inventory.load(root).organization)
    reason = Label("보관기간 단축", "Shorter retention")
    for number, effective, posted in (("1.0", day - MONTH, None), ("1.1", day + MONTH, day)):
        files = {f"{language}/index.html": f"{number} {language}".encode() for language in ("ko", "en")}
        freeze(root, Edition(number, effective, posted, reason, files))
    return inventory.load(root)


@pytest.fixture(scope="module")
def raised(able: None, company: Inventory) -> Iterator[Twin]:
    """A twin of the homepage's host alone, as a place of its own."""
    place = places(company)[HOMEPAGE]
    others = {key: host for key, host in company.organization.hosts.items() if host.role != HOMEPAGE}
    with Twin.up(place, dataclasses.replace(company.organization, hosts=others)) as twin:
        yield twin


@pytest.fixture
def host(raised: Twin) -> Host:
    return raised.hosts["homepage"]


def _deploy(raised: Twin, company: Inventory) -> deploy.Outcome:
    settings = Settings("tester", "none", raised.ssh_config)
    with raised.management.at():
        (outcome,) = deploy.deploy(company, [places(company)[HOMEPAGE]], settings)
    return outcome


def _fetch(host: Host) -> str:
    script = "exec 3<>/dev/tcp/127.0.0.1/80; printf 'GET /cctv/ko/index.html HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3"
    return host.run(["bash", "-c", script]).stdout


def test_the_homepage_is_deployed_served_and_moved_at_midnight_in_seoul(
    raised: Twin, company: Inventory, host: Host, run: Run
) -> None:
    first = _deploy(raised, company)
    assert first == deploy.Outcome(HOMEPAGE, 3)
    assert _deploy(raised, company) == deploy.Outcome(HOMEPAGE), "the second run changes nothing"

    answer = _fetch(host)
    assert answer.endswith("\n\n1.0 ko")
    assert "Content-Security-Policy: default-src 'none'" in answer

    day = today(company.organization)
    staged = host.run(["ls", f"{homepage.ROOT}/releases"]).stdout.split()
    assert staged == [day.isoformat(), (day + MONTH).isoformat()]
    assert host.run(["readlink", f"{homepage.ROOT}/current"]).stdout.strip() == f"releases/{day}"

    timer = host.run(["systemctl", "show", "closedcircuit-homepage.timer", "-p", "TimersCalendar", "-p", "Persistent"])
    assert "00:00:00 Asia/Seoul" in timer.stdout
    assert "Persistent=yes" in timer.stdout
    midnight = f"{day + datetime.timedelta(1)} 00:00:00+09:00"
    elapses = host.run(["systemctl", "show", "closedcircuit-homepage.timer", "--value", "-p", "NextElapseUSecRealtime"])
    wanted = host.run(["date", "-d", midnight, "+%a %Y-%m-%d %H:%M:%S %Z"])
    assert elapses.stdout == wanted.stdout

    # A move that was missed: the plan says so, and the timer's unit makes up for it within its sandbox.
    staged_by_hand = f"{homepage.ROOT}/releases/{day - MONTH}"
    host.run(["cp", "-a", f"{homepage.ROOT}/releases/{day}", staged_by_hand])
    host.run(["ln", "-sfn", f"releases/{day - MONTH}", f"{homepage.ROOT}/current"])
    plan = ["plan", "homepage", "--root", company.root, "--ssh-config", raised.ssh_config, "--detailed-exitcode"]
    with raised.management.at():
        pending = run(*plan)
    assert pending.code == 4
    assert f"+current {day}" in pending.out
    host.run(["systemctl", "start", "closedcircuit-homepage.service"])
    assert host.run(["readlink", f"{homepage.ROOT}/current"]).stdout.strip() == f"releases/{day}"
    with raised.management.at():
        assert run(*plan).code == 0


def test_what_somebody_changed_on_the_host_is_put_back(raised: Twin, company: Inventory, host: Host) -> None:
    host.run(["sh", "-c", f"echo other >{homepage.ROOT}/current/ko/index.html; echo x >>/etc/nginx/nginx.conf"])
    assert _fetch(host).endswith("other\n")
    assert _deploy(raised, company) == deploy.Outcome(HOMEPAGE, 2)
    assert _fetch(host).endswith("\n\n1.0 ko")
    assert _deploy(raised, company) == deploy.Outcome(HOMEPAGE)


def test_a_homepage_without_a_public_version_is_left_alone(raised: Twin, root: Path) -> None:
    shutil.rmtree(root / "inventory/published", ignore_errors=True)
    outcome = _deploy(raised, inventory.load(root))
    assert "no version of the policy is public yet" in outcome.errors[0]
