"""ZoneMinder as Debian packages it really runs on a deployed recorder, and its footage ends as everybody's does."""

from __future__ import annotations

import datetime
import json
import shutil
import time
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.drivers import Said, sql, zoneminder
from closedcircuit.fleet import deploy, observe, observed_login
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.recorder import KEEPER, recorder
from closedcircuit.twin import Twin, expiry
from closedcircuit.twin.erasure import Erasure
from closedcircuit.twin.host import Host
from tests.conftest import REPOSITORY, TODAY
from tests.twin.conftest import SMALL
from tests.unit.drivers.test_zoneminder import HOSTILE

pytestmark = [pytest.mark.twin, pytest.mark.slow]

PASSWORD = "a-pass'word:/of\\the \"camera@"  # noqa: S105 - made up
SECONDS = 30


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """The example inventory, with ZoneMinder on the recorder and a login on the first camera."""
    root = tmp_path_factory.mktemp("zoneminder")
    shutil.copytree(REPOSITORY / "inventory", root / "inventory")
    for name, old, new in (
        ("site.yaml", "driver: ffmpeg", "driver: zoneminder"),
        ("cameras.yaml", "  channel: 1\n", "  channel: 1\n  login: {user: viewer, password: {secret: CAMERA_LOGIN}}\n"),
    ):
        path = root / "inventory/sites" / SMALL / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return inventory.load(root)


@pytest.fixture(scope="module")
def settings(twin: Twin) -> Settings:
    return Settings("tester", "none", twin.ssh_config, {"CAMERA_LOGIN": PASSWORD}, window=30.0)


@pytest.fixture(scope="module")
def machine(twin: Twin, first: deploy.Outcome) -> Host:
    """The recorder, deployed."""
    assert first.ok, first
    return twin.hosts["recorder"]


@pytest.fixture(scope="module")
def ended(twin: Twin, machine: Host, examples: Inventory, site: Site, settings: Settings) -> Erasure:
    """Footage of forty days ago and of three days ago was recorded, and the retention became shorter."""
    with twin.management.at():
        machine.run(["chronyc", "waitsync", "20", "0", "0", "1"], check=False)
        (second,) = deploy.deploy(examples, [site], settings)
    assert (second.changed, second.errors) == (0, ())
    found = expiry.rehearse(twin, examples, site, settings.secrets)
    assert found
    return found


def _database(machine: Host, statement: str) -> str:
    return machine.run(["mariadb", "--batch", "--raw", "--skip-column-names", "zm"], stdin=statement).stdout.strip()


@pytest.mark.parametrize("value", HOSTILE)
def test_the_server_reads_a_hostile_text_as_it_was_meant(machine: Host, value: str) -> None:
    answer = _database(
        machine, f"SELECT HEX({sql.literal(value)}), {sql.literal(value)} = BINARY {sql.literal(value)};\n"
    )
    assert answer.split() == [value.encode().hex().upper(), "1"]


WHO = """<?php
error_reporting(E_ERROR);
chdir('/usr/share/zoneminder/www');
set_include_path('/usr/share/zoneminder/www/includes');
$_SERVER['REMOTE_ADDR'] = '10.43.30.11';
[$_SERVER['REMOTE_USER'], $_REQUEST['username'], $_REQUEST['password']] = array_slice($argv, 1);
require_once('config.php');
require_once('logger.php');
require_once('session.php');
$_SESSION = ['remoteAddr' => $_SERVER['REMOTE_ADDR']];
require_once('auth.php');
echo $user ? $user['Username'].' '.generateAuthHash(ZM_AUTH_HASH_IPS, true) : '-';
"""
"""ZoneMinder's own page of logins, told what a web server and a person say; the user and the hash that streams get."""


def _who(machine: Host, named: str, user: str = "", password: str = "") -> list[str]:
    account = ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups"]
    return machine.run([*account, "php", "--", named, user, password], stdin=WHO).stdout.split()


def _stream(machine: Host, query: str, address: str = "10.43.30.11") -> str:
    """The status line of what ZoneMinder's program for streams answers."""
    environment = [f"QUERY_STRING=mode=single&{query}", f"REMOTE_ADDR={address}", "REQUEST_METHOD=GET", "TZ=Asia/Seoul"]
    account = ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups"]
    command = ["env", *environment, *account, "timeout", "20", "/usr/lib/zoneminder/cgi-bin/nph-zms"]
    return machine.run(["sh", "-c", '"$@" | head -n 1 | tr -d "\\r"', "-", *command]).stdout.strip()


def test_a_person_is_whom_a_web_server_names_and_sees_live_pictures_at_most(machine: Host) -> None:
    machine.run(["systemctl", "start", "zoneminder.service"])
    lead, seen = _who(machine, "s10932")
    administrator, unseen = _who(machine, "s10688")
    assert (lead, administrator) == ("s10932", "s10688")
    for named, user, password in (("admin", "", ""), ("S10932", "", ""), ("", "s10932", "*"), ("", "admin", "admin")):
        assert _who(machine, named, user, password) == ["-"], (named, user, password)
    _database(
        machine, "INSERT INTO Events (Id, MonitorId, StorageId, StateId, StartDateTime) VALUES (9, 1, 1, 1, NOW());"
    )
    assert _stream(machine, f"monitor=1&auth={seen}") == "HTTP/1.0 200 OK"
    for query in (
        f"monitor=1&auth={unseen}",
        f"source=event&event=9&auth={seen}",
        "monitor=1&user=s10932",
        "monitor=1&username=s10932&password=*",
    ):
        assert _stream(machine, query) == "HTTP/1.0 403 Forbidden", query
    assert _stream(machine, f"monitor=1&auth={seen}", "10.43.30.12") == "HTTP/1.0 403 Forbidden"
    _database(machine, "DELETE FROM Events;")


AGED = """SET time_zone = '+09:00';
INSERT INTO Events (Id, MonitorId, StorageId, StateId, StartDateTime) VALUES
  (1, 1, 1, 1, CURDATE() - INTERVAL 15 DAY), (2, 1, 1, 1, CURDATE() - INTERVAL 15 DAY - INTERVAL 1 SECOND),
  (3, 77, 1, 1, CURDATE() - INTERVAL 15 DAY), (4, 77, 1, 1, CURDATE() - INTERVAL 15 DAY - INTERVAL 1 SECOND);
"""
"""Events of the day that the eraser ends today, where footage is kept for 14 days, and of the day before."""


def test_age_rules_work_on_the_day_after_the_eraser_for_cameras_that_are_gone_too(machine: Host, site: Site) -> None:
    machine.run(["systemctl", "stop", "zoneminder.service"])  # its own audit would clear rows without files
    assert site.retention == 14
    _database(machine, AGED)
    account = ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups"]
    left = {}
    for rule in ("age-site", "age"):
        machine.run(["env", "TZ=Asia/Seoul", *account, "zmfilter.pl", f"--filter={rule}"])
        left[rule] = _database(machine, "SELECT Id FROM Events ORDER BY Id;").split()
    _database(machine, "DELETE FROM Events;")
    machine.run(["systemctl", "start", "zoneminder.service"])
    assert left == {"age-site": ["1", "3", "4"], "age": ["1", "3"]}


CHANGED = {
    "UPDATE Monitors SET Path = LOWER(Path) WHERE Id = 1;": 1,
    "UPDATE Monitors SET Path = 'rtsp://known:pass/word@10.43.10.99/' WHERE Id = 2;": 2,
    "UPDATE Monitors SET User = 'known', Pass = 'pass/word' WHERE Id = 3;": 3,
    "UPDATE Monitors SET SecondPath = 'rtsp://10.43.10.99/' WHERE Id = 4;": 4,
    "DELETE FROM Monitors WHERE Id = 5;": 5,
}


def test_a_stream_changed_by_hand_is_planned_without_a_secret_and_put_right(
    twin: Twin, machine: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    before = _database(machine, "SELECT * FROM Monitors ORDER BY Id;")
    for statement, number in CHANGED.items():
        _database(machine, statement)
        with twin.management.at():
            (planned,) = deploy.plan(examples, [site], settings).sites
        (diff,) = [change.diff for host in planned.hosts for change in host.changes]
        assert f'-[{number}, "changed"]\n' in diff
        for secret in (PASSWORD, "a-pass", "pass/word", "10.43.10.99", "727473703a2f2f"):
            assert secret not in diff
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
        (again,) = deploy.deploy(examples, [site], settings)
    assert (outcome.ok, again.changed) == (True, 0)
    assert _database(machine, "SELECT * FROM Monitors ORDER BY Id;") == before


STRANGERS = """
UPDATE Users SET Enabled = 1, Password = 'known' WHERE Username = 'admin';
UPDATE Users SET Password = 'known', System = 'Edit' WHERE Username = 's10932';
INSERT INTO Users (Username, Password, Stream) VALUES ('O\\'Brien \x1b[31m', 'known', 'View');
"""


def test_a_person_put_in_by_hand_is_observed_and_taken_out(
    twin: Twin, machine: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    def accounts() -> dict[str, list[str]]:
        with twin.management.at():
            seen = observe.observe(examples, [site], settings, datetime.date.fromisoformat(TODAY))
        found = seen.document["sites"][site.id]["hosts"]["recorder"]["accounts"]
        return {name: account["rights"] for name, account in found.items()}

    as_declared = {key: sorted(site.people[account.role].rights) for key, account in site.accounts.items()}
    assert accounts() == as_declared
    _database(machine, STRANGERS)
    found = accounts()
    assert set(found.pop("s10932")) == {*as_declared["s10932"], "admin"}
    assert found == {
        "s10688": as_declared["s10688"],
        "admin": [],
        "hex." + b"O'Brien \x1b[31m".hex(): ["live"],
    }
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
    assert outcome.ok, outcome
    assert accounts() == as_declared
    rows = _database(machine, "SELECT Username, Enabled, Password FROM Users ORDER BY Username;").split()
    assert rows == ["admin", "0", "*", "s10688", "1", "*", "s10932", "1", "*"]


def test_an_account_that_anybody_could_open_is_counted(machine: Host) -> None:
    """The admin that ZoneMinder's package brings, with its password; and one of MariaDB that asks for nothing."""
    count = ["sh", "-c", observed_login.COMMANDS["delivered"]]

    def told() -> list[str]:
        return machine.run(count).stdout.split()

    brought = machine.run(["grep", "-oE", r"\$2b\$[^']+", "/usr/share/zoneminder/db/zm_create.sql"]).stdout.strip()
    assert told() == ["0"]
    try:
        changed = f"Enabled = 1, Password = {sql.literal(brought)}"
        _database(machine, f"UPDATE Users SET {changed} WHERE Username = 'admin';\n")  # noqa: S608
        assert told() == ["0", "1"]
        _database(machine, "UPDATE Users SET Password = '$2b$12$another' WHERE Username = 'admin';\n")
        assert told() == ["0"]
        _database(machine, "CREATE USER open@localhost;\n")
        assert told() == ["1"]
    finally:
        _database(machine, "DROP USER IF EXISTS open@localhost;\n")
        _database(machine, "UPDATE Users SET Enabled = 0, Password = '*' WHERE Username = 'admin';\n")


def test_what_was_recorded_under_a_clock_of_forty_days_ago_is_gone(ended: Erasure) -> None:
    assert ended.markers_before > 10 * expiry.SECONDS / 2
    assert (ended.markers_after, ended.wrapped_key_after, ended.bare_key) == (0, 0, 0)
    assert ended.control_markers >= ended.markers_before
    assert ended.other_day_plays
    assert ended.proved, ended


def test_half_a_minute_is_recorded_and_read_back(
    twin: Twin, ended: Erasure, machine: Host, examples: Inventory, site: Site, settings: Settings, tmp_path: Path
) -> None:
    told = recorder(examples, site, site.hosts["recorder"])
    played = told.channels[:2]
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=9))).date().isoformat()
    # The day of the second camera is not prepared.
    machine.run(["mv", f"/srv/footage/2/{today}", f"/srv/footage/2/.{today}"])
    before = machine.run(["find", "/srv/footage/2", "-type", "f"]).stdout
    machine.run(["rm", "-rf", "/run/systemd/system/zoneminder.service.d"])
    machine.run(["systemctl", "daemon-reload"])
    with expiry.playing(twin, site, played, "half-a-minute", settings.secrets, tmp_path):
        machine.run(["systemctl", "start", "zoneminder.service"])
        time.sleep(SECONDS)
        asked = machine.run(["sh", "-c", zoneminder.ASK]).stdout.splitlines()
        walk = json.loads(machine.run([KEEPER, "footage"]).stdout)["cameras"]
        masks = json.dumps({"cam-001": {"road": [[0, 0], [100, 0], [100, 20], [0, 20]]}})
        seen = json.loads(machine.run([KEEPER, "picture"], stdin=masks).stdout)["cameras"]
    machine.run(["systemctl", "stop", "zoneminder.service"])
    facts = zoneminder.read_back(told, Said(asked, walk)).recording
    assert facts["cam-001"]["retention_days"] == site.retention
    assert facts["cam-001"]["audio"] is False
    assert facts["cam-001"]["newest"] == today
    kept = datetime.date.fromisoformat(today) - datetime.timedelta(days=expiry.KEPT)
    assert facts["cam-001"]["oldest"] == kept.isoformat()
    assert facts["cam-001"]["silences"], "three days without a picture"
    software = walk["cam-001"]["software"]
    apart = datetime.datetime.fromisoformat(software["oldest"]) - datetime.datetime.fromisoformat(
        walk["cam-001"]["oldest"]
    )
    assert abs(apart) < datetime.timedelta(hours=1)
    assert seen["cam-001"] == {"audio": False, "masks": {"road": False}}, "this camera shows no mask"
    old = "SELECT COUNT(*) FROM Events WHERE StartDateTime < NOW() - INTERVAL 16 DAY;\n"
    assert _database(machine, old) == "0", "the software's own rule has cleared its rows"
    # A day that was not prepared: nothing is written in the clear, and it is said.
    assert machine.run(["find", "/srv/footage/2", "-type", "f"]).stdout == before
    assert "ERR" in machine.run(["sh", "-c", "journalctl --no-pager --since -5min -t zmc_m2"]).stdout
    machine.run(["mv", f"/srv/footage/2/.{today}", f"/srv/footage/2/{today}"])
    said = machine.run(["sh", "-c", "journalctl --no-pager; ps axww; cat /var/log/zm/*"]).stdout
    assert PASSWORD not in said
    assert "a-pass%27word" not in said


def test_a_setting_changed_by_hand_is_found_and_put_right(
    twin: Twin, ended: Erasure, machine: Host, examples: Inventory, site: Site, settings: Settings
) -> None:
    _database(machine, "UPDATE Config SET Value = '1' WHERE Name = 'ZM_OPT_FAST_DELETE';\n")
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
    assert outcome.ok, outcome
    assert _database(machine, "SELECT Value FROM Config WHERE Name = 'ZM_OPT_FAST_DELETE';\n") == "0"
