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
from closedcircuit.fleet import deploy
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.recorder import KEEPER, recorder
from closedcircuit.twin import Twin, expiry
from closedcircuit.twin.erasure import Erasure
from closedcircuit.twin.host import Host
from tests.conftest import REPOSITORY
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
    facts = zoneminder.read_back(told, Said(asked, walk))
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
    _database(machine, "UPDATE Users SET Enabled = 1, Password = 'known';\n")
    with twin.management.at():
        (outcome,) = deploy.deploy(examples, [site], settings)
    assert outcome.ok, outcome
    assert _database(machine, "SELECT Value FROM Config WHERE Name = 'ZM_OPT_FAST_DELETE';\n") == "0"
    assert _database(machine, "SELECT COUNT(*) FROM Users WHERE Enabled = 1;\n") == "0"
