"""How people log in, from what a Debian 12 host says after a deploy, and from what others made of it."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import evidence, inventory
from closedcircuit.fleet import observed, observed_login
from closedcircuit.fleet.observed_login import stations
from closedcircuit.inventory import Inventory
from tests.conftest import REPOSITORY

SITE = "gangneung-terminal"
DAY = datetime.date(2026, 12, 1)
PAM = """common-account:account	[success=1 new_authtok_reqd=done default=ignore]	pam_unix.so
common-account:account	requisite			pam_deny.so
common-account:account	required			pam_permit.so
common-account:account	required	pam_faillock.so
common-auth:auth	requisite	pam_faillock.so preauth
common-auth:auth	[success=2 default=ignore]	pam_unix.so nullok try_first_pass
common-auth:auth	[default=die]	pam_faillock.so authfail
common-auth:auth	requisite			pam_deny.so
common-auth:auth	required			pam_permit.so
common-password:password	requisite			pam_pwquality.so retry=3
common-password:password	[success=1 default=ignore]	pam_unix.so obscure use_authtok try_first_pass yescrypt
common-password:password	requisite			pam_deny.so
common-password:password	required			pam_permit.so
common-session:session	[default=1]			pam_permit.so
common-session:session	requisite			pam_deny.so
common-session:session	required			pam_permit.so
common-session:session	required	pam_unix.so
common-session:session	optional	pam_systemd.so
chpasswd:@include common-password
login:auth       optional   pam_faildelay.so  delay=3000000
login:auth       requisite  pam_nologin.so
login:session [success=ok ignore=ignore module_unknown=ignore default=bad] pam_selinux.so close
login:@include common-auth
login:auth       optional   pam_group.so
login:@include common-session
login:@include common-password
passwd:@include common-password
runuser:auth		sufficient pam_rootok.so
sshd:@include common-auth
sshd:account    required     pam_nologin.so
sshd:session    optional     pam_mail.so standard noenv # [1]
sshd:@include common-session
sshd:@include common-password
su:auth       sufficient pam_rootok.so
su:@include common-auth
sudo:@include common-auth
"""
SAID = f"""@@time
2026-12-01T09:00:00Z
@@sockets
tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=34,fd=3))
udp UNCONN 0 0 0.0.0.0:123 0.0.0.0:* users:(("chronyd",pid=35,fd=3))
@@shells
root:x:0:0:root:/root:/bin/bash
s10688:x:1000:1000:recorder-admin:/home/s10688:/bin/bash
@@passwords
root L 2026-01-01 0 99999 7 -1
s10688 P 2026-01-01 0 99999 7 -1
@@keys
@@groups
cctv:x:990:s10688
@@sshd
passwordauthentication no
kbdinteractiveauthentication no
permitrootlogin without-password
allowtcpforwarding no
usepam yes
unusedconnectiontimeout 1800
channeltimeout session:shell=30m
@@pam
{PAM}@@pam-options
/etc/security/faillock.conf:# Written by closedcircuit; a change made here is undone by the next deploy.
/etc/security/faillock.conf:deny = 5
/etc/security/faillock.conf:even_deny_root
/etc/security/pwquality.conf.d/10-old.conf:minlen = 4
/etc/security/pwquality.conf:minlen = 10
/etc/security/pwquality.conf:enforce_for_root
@@logind
t 1800000000
@@hashes
root none
daemon none
s10688 none
root none
s10688 $y$
@@delivered
@@sessions
s10688   pts/1        10.40.10.10      2026-11-30T22:04:13+00:00 - 2026-11-30T22:04:17+00:00  (00:00)
reboot   system boot  0.0.0.0          2026-11-30T21:55:33+00:00   still running

wtmp begins 2026-11-30T21:55:33+00:00
@@end
"""


@pytest.fixture(scope="module")
def loaded() -> Inventory:
    return inventory.load(REPOSITORY)


def _facts(loaded: Inventory, *changes: tuple[str, str]) -> dict[str, Any]:
    said = SAID
    for old, new in changes:
        assert old in said, old
        said = said.replace(old, new)
    site = loaded.sites[SITE]
    return observed.facts(said.splitlines(), loaded, site, site.hosts["recorder"], DAY)


def _login(loaded: Inventory, *changes: tuple[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _facts(loaded, *changes)["login"]
    return found


def test_a_host_as_deployed_tells_how_people_log_in(loaded: Inventory) -> None:
    found = _facts(loaded)
    assert found["login"] == {
        "failures_before_lock": 5,
        "idle_minutes": 30,
        "password_min_length": 10,
        "password_storage": "one-way",
        "default_passwords": 0,
        "clear_services": [],
        "anonymous": False,
    }
    assert found["accounts"] == {"s10688": {"role": "recorder-admin", "rights": [], "stations": 1}}


PREAUTH = "common-auth:auth	requisite	pam_faillock.so preauth\n"
AUTHFAIL = "common-auth:auth	[default=die]	pam_faillock.so authfail\n"
UNIX = "pam_unix.so nullok try_first_pass"
LOCKS: dict[str, tuple[list[tuple[str, str]], int | None]] = {
    "its own default": ([("faillock.conf:deny = 5\n", "faillock.conf:silent\n")], 3),
    "more by configuration": ([("deny = 5", "deny = 50")], 50),
    "more by an argument": ([("preauth\n", "preauth deny=9\n")], 9),
    "never": ([("deny = 5", "deny = 0")], 0),
    "not asked before": ([(PREAUTH, "")], 0),
    "not counted": ([(AUTHFAIL, "")], 0),
    "asked, and not heard": ([("auth	requisite	pam_faillock.so", "auth	optional	pam_faillock.so")], 0),
    "passed by for one service": ([("sudo:@include", "sudo:auth sufficient pam_unix.so\nsudo:@include")], 0),
    "open to everybody": ([("su:auth", "su:auth sufficient pam_permit.so\nsu:auth")], 0),
    "root has a password and is spared": (
        [("root none\ndaemon", "root $y$\ndaemon"), ("faillock.conf:even_deny_root\n", "")],
        0,
    ),
    "root has none": ([("faillock.conf:even_deny_root\n", "")], 5),
    "somebody else is spared": (
        [("faillock.conf:even_deny_root\n", "faillock.conf:admin_group = sudo\n")],
        0,
    ),
    "for a moment": ([("deny = 5", "deny = 5\n/etc/security/faillock.conf:unlock_time = 1")], 0),
    "forgotten at once": ([("preauth\n", "preauth fail_interval=5\n")], 0),
    "until somebody opens it": ([("deny = 5", "deny = 5\n/etc/security/faillock.conf:unlock_time = never")], 5),
    "another configuration": ([("preauth\n", "preauth conf=/root/my.conf\n")], None),
    "a module that may let pass": ([("sshd:@include common-auth", "sshd:auth sufficient pam_fprintd.so")], None),
    "a module that may not": ([("login:auth       optional   pam_group.so", "login:auth optional pam_x.so")], 5),
    "not understood": ([(PREAUTH, PREAUTH + "common-auth:auth maybe pam_x.so\n")], None),
    "not a number": ([("deny = 5", "deny = few")], None),
    "not read": ([("@@pam-options\n", "@@absent pam-options\n@@pam-options\n")], None),
}


@pytest.mark.parametrize("case", LOCKS)
def test_a_lock_counts_where_no_way_leads_past_it(loaded: Inventory, case: str) -> None:
    changes, expected = LOCKS[case]
    assert _login(loaded, *changes).get("failures_before_lock") == expected


SHORTEST: dict[str, tuple[list[tuple[str, str]], int | None]] = {
    "its own default": ([("pwquality.conf:minlen = 10\n", ""), ("10-old.conf:minlen = 4\n", "10-old.conf:\n")], 8),
    "the last file counts": ([("pwquality.conf:minlen = 10", "pwquality.conf:difok = 1")], 6),
    "an argument counts more": ([("retry=3", "retry=3 minlen=12")], 12),
    "credits make it shorter": ([("minlen = 10", "minlen = 10\n/etc/security/pwquality.conf:dcredit = 2")], 8),
    "root may set any": ([("pwquality.conf:enforce_for_root\n", "")], 0),
    "only a warning": ([("retry=3", "retry=3 enforcing=0")], 0),
    "set though it was refused": (
        [("password	requisite			pam_pwquality", "password optional pam_pwquality")],
        0,
    ),
    "one program does not ask": ([("chpasswd:@include common-password", "chpasswd:password required pam_unix.so")], 0),
}


@pytest.mark.parametrize("case", SHORTEST)
def test_a_new_password_has_as_many_characters_as_every_service_asks_for(loaded: Inventory, case: str) -> None:
    changes, expected = SHORTEST[case]
    assert _login(loaded, *changes).get("password_min_length") == expected


IDLE: dict[str, tuple[list[tuple[str, str]], int | None]] = {
    "logind is later": ([("t 1800000000", "t 3600000001")], 61),
    "sshd is later": ([("session:shell=30m", "session:shell=1h30m")], 90),
    "by a pattern": ([("session:shell=30m", "agent-connection=1m session:*=600")], 30),
    "logind never": ([("t 1800000000", "t 18446744073709551615")], 0),
    "sshd never": ([("channeltimeout session:shell=30m", "channeltimeout none")], 0),
    "sshd knows no such thing": ([("channeltimeout session:shell=30m\n", "")], 0),
    "a shell's channel has another name": ([("session:shell=30m", "session=30m")], 0),
    "zero is never": ([("session:shell=30m", "session:shell=0")], 0),
    "logind is not told": ([("common-session:session	optional	pam_systemd.so\n", "")], 0),
    "sshd asks no PAM": ([("usepam yes", "usepam no")], 0),
    "no logind": ([("@@logind\n", "@@absent logind\n@@logind\n")], None),
}


@pytest.mark.parametrize("case", IDLE)
def test_a_session_ends_when_the_last_way_to_have_one_does(loaded: Inventory, case: str) -> None:
    changes, expected = IDLE[case]
    assert _login(loaded, *changes).get("idle_minutes") == expected


def test_empty_and_delivered_passwords_are_counted(loaded: Inventory) -> None:
    assert _login(loaded, ("daemon none", "daemon empty"))["default_passwords"] == 1
    assert _login(loaded, ("@@delivered\n", "@@delivered\n1\n1\n"))["default_passwords"] == 2
    assert "default_passwords" not in _login(loaded, ("@@delivered\n", "@@absent delivered\n"))


def test_a_hash_from_which_a_password_can_be_found_is_not_called_one_way(loaded: Inventory) -> None:
    assert "password_storage" in _login(loaded, ("s10688 $y$", "s10688 $6$"))
    for kind in ("$1$", "other"):
        assert "password_storage" not in _login(loaded, ("s10688 $y$", f"s10688 {kind}"))
    assert "password_storage" not in _login(loaded, ("try_first_pass yescrypt", "try_first_pass md5"))


def test_what_an_unknown_program_may_do_is_not_denied(loaded: Inventory) -> None:
    """A web server may show pictures, ask for logins in clear, and keep accounts of its own."""
    web = 'tcp LISTEN 0 9 0.0.0.0:{} 0.0.0.0:* users:(("{}",pid=9,fd=3))\n@@shells'
    found = _login(loaded, ("@@shells", web.format(443, "nginx")))
    assert found.keys() == {"failures_before_lock", "idle_minutes", "password_min_length"}
    assert _login(loaded, ("@@shells", web.format(23, "telnetd")))["clear_services"] == ["telnet"]


def _session(start: str, end: str, origin: str = "10.40.10.10", login: str = "s10688") -> str:
    moment = f"2026-11-30T{start}:00+00:00"
    known = f"- 2026-11-30T{end}:00+00:00  (00:10)" if end[0].isdigit() else end
    return f"{login:8} pts/1        {origin:16} {moment} {known}"


BOOT = _session("12:00", "  still running", "0.0.0.0", "reboot").replace("pts/1  ", "system boot")
OTHER = "10.40.10.99"
STATIONS: dict[str, tuple[list[str], int | None]] = {
    "never": ([BOOT], 0),
    "somebody else": ([_session("13:00", "14:00", login="s10932")], 0),
    "one after the other": ([_session("13:00", "14:00"), _session("14:00", "15:00", OTHER)], 1),
    "at once from two": ([_session("13:00", "14:01"), _session("14:00", "15:00", OTHER)], 2),
    "at once from one": ([_session("13:00", "14:01"), _session("14:00", "15:00")], 1),
    "still there": ([_session("13:00", "  still logged in"), _session("20:00", "20:10", OTHER)], 2),
    "an end that nobody wrote": ([_session("13:00", "  gone - no logout"), _session("20:00", "20:10", OTHER)], None),
    "and before a start": ([_session("11:00", "- crash  (01:00)"), BOOT, _session("20:00", "20:10", OTHER)], 1),
    "two at the very moment": ([_session("13:00", "13:00"), _session("13:00", "13:00", OTHER)], 2),
    "over IPv6, and at the console": (
        [_session("13:00", "15:00", "fd00::1"), _session("14:00", "15:00", "0.0.0.0")],
        2,
    ),
    "not understood": (["s10688 pts/1 yesterday", _session("13:00", "14:00")], None),
}


@pytest.mark.parametrize("case", STATIONS)
def test_stations_are_places_at_the_same_time(case: str) -> None:
    lines, expected = STATIONS[case]
    assert stations([*lines, "", "wtmp begins 2026-11-30T12:00:00+00:00"], "s10688") == expected


def test_only_the_kind_of_a_hash_leaves_the_host(tmp_path: Path) -> None:
    """The real awk program, on files with every kind of entry."""
    (tmp_path / "passwd").write_text(
        "root:x:0:0::/root:/bin/sh\nopen::5:5::/:/bin/sh\nold:aZ0123456789.:6:6::/:/bin/sh\n"
    )
    (tmp_path / "shadow").write_text(
        "root:$y$j9T$SALT$HASH:1::::::\nlocked:!$6$SALT$HASH:1::::::\nnone:*:1::::::\nnever:!:1::::::\n"
        "twice:!!:1::::::\nempty::1::::::\nmd5:$1$SALT$HASH:1::::::\nodd:$Y$SALT:1::::::\n"
    )
    command = observed_login.COMMANDS["hashes"].replace("/etc/", f"{tmp_path}/")
    said = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=10, check=True).stdout
    assert [line.split()[1] for line in said.splitlines()] == [
        *("none", "empty", "other"),
        *("$y$", "$6$", "none", "none", "none", "empty", "$1$", "other"),
    ]
    assert "SALT" not in said
    assert "HASH" not in said


def test_nobody_from_outside_is_said_only_where_the_rules_are_the_declared_ones(
    loaded: Inventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules themselves are compared in the twin; here their comparison is taken as given."""

    def remote(site: str, host: str, **firewall: Any) -> Any:
        place = loaded.sites[site]
        known = {"firewall": {"input": "drop", "differences": []} | firewall}
        return observed_login.facts({}, known, loaded, place, place.hosts[host])["login"].get("remote")

    assert remote(SITE, "recorder") == []
    assert remote(SITE, "gateway") == []
    assert remote(SITE, "recorder", input="accept") is None
    assert remote(SITE, "recorder", differences=["-input: tcp dport 22 accept"]) is None


def test_a_flow_from_the_internet_makes_it_unknown_who_asks_what(root: Path) -> None:
    site = root / f"inventory/sites/{SITE}/site.yaml"
    text = site.read_text("utf-8")
    zone = "\nzones:\n  outside:\n    name: {ko: 인터넷, en: Internet}\n    kind: internet\n    cidr: 0.0.0.0/0\n"
    flow = "\nflows:\n  from-outside: {from: outside, to: recording, service: https, reason: Try}\n"
    site.write_text(text.replace("\nzones:\n", zone).replace("\nflows:\n", flow), "utf-8")
    loaded = inventory.load(root)
    place = loaded.sites[SITE]
    known = {"firewall": {"input": "drop", "differences": []}}
    for host, expected in (("recorder", None), ("viewing", [])):
        login = observed_login.facts({}, known, loaded, place, place.hosts[host])["login"]
        assert login.get("remote") == expected, host


def test_the_schema_takes_all_of_it(loaded: Inventory, tmp_path: Path) -> None:
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(observed.document({SITE: {"recorder": _facts(loaded)}})))
    assert evidence.read(path, "observed") is not None
