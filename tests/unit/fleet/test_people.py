"""Accounts of people: one for each, by the role, and nothing that a hostile inventory could slip through."""

from __future__ import annotations

import dataclasses
import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.fleet import people
from closedcircuit.fleet.component import Component
from closedcircuit.model import Account, Site
from tests.conftest import REPOSITORY

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVYYW1wbGVleGFtcGxlZXhhbXBsZWV4YW1wbGVleGE="


@pytest.fixture(scope="module")
def site() -> Site:
    """The smallest site, whose people have keys."""
    found = inventory.load(REPOSITORY).sites["gangneung-terminal"]
    accounts = {key: dataclasses.replace(account, ssh_key=KEY) for key, account in found.accounts.items()}
    return dataclasses.replace(found, accounts=accounts)


def _answers(part: Component) -> list[str]:
    return list(part.states.values())[2:]


def test_on_a_recorder_only_who_administers_it_logs_in(site: Site) -> None:
    part = people.component(site, site.hosts["recorder"])
    assert _answers(part) == [
        "recorder-admin:/bin/bash\ncctv cctv-admin s10688",
        "terminal-manager:/usr/sbin/nologin\ncctv cctv-export cctv-live cctv-playback s10932",
    ]
    assert [file.path for file in part.files] == [f"{people.KEYS}/s10688", people.SUDOERS]


def test_sudo_opens_what_the_role_needs_and_no_footage(site: Site, tmp_path: Path) -> None:
    part = people.component(site, site.hosts["recorder"])
    text = next(file.text for file in part.files if file.path == people.SUDOERS)
    allowed = [line.partition("NOPASSWD: ")[2] for line in text.splitlines() if line.startswith("%cctv-admin ")]
    assert allowed
    assert all(line.startswith("/usr/local/sbin/keeper ") for line in allowed), "the keeper alone, which logs it first"
    assert not [line for line in allowed if "picture" in line or "retire" in line or line == "ALL"]
    if visudo := shutil.which("visudo", path="/usr/sbin:/usr/bin"):
        (tmp_path / "sudoers").write_text(text)
        subprocess.run([visudo, "-cqf", tmp_path / "sudoers"], check=True, capture_output=True)


def test_at_the_viewing_desk_everybody_logs_in_and_nobody_is_root(site: Site) -> None:
    part = people.component(site, site.hosts["viewing"])
    assert all("/bin/bash" in answer for answer in _answers(part))
    assert people.SUDOERS not in {file.path for file in part.files}


def test_an_account_ends_the_day_after_its_last(site: Site) -> None:
    last = Account("s1", "recorder-admin", until=datetime.date(2026, 12, 31))
    part = people.component(dataclasses.replace(site, accounts={"s1": last}), site.hosts["viewing"])
    assert _answers(part)[0].splitlines()[2] == str((datetime.date(2027, 1, 1) - datetime.date(1970, 1, 1)).days)
    assert "--expiredate '2027-01-01' s1" in "\n".join(part.apply)


def test_the_script_is_shell(site: Site) -> None:
    for host in ("recorder", "viewing"):
        part = people.component(site, site.hosts[host])
        lines = [*part.apply, part.check, *part.states]
        subprocess.run(["sh", "-n"], input="\n".join(lines), text=True, timeout=10, check=True)
