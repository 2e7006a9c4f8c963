"""ZoneMinder knows the people of the inventory, opens nothing by a password, and shows nobody more than a role may."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import evidence, inventory
from closedcircuit.check import Evidence, check, templates
from closedcircuit.documents.wording import wording
from closedcircuit.drivers import Said, zoneminder, zoneminder_people
from closedcircuit.errors import ToolError
from closedcircuit.fleet import observed
from closedcircuit.inventory import Inventory
from closedcircuit.recorder import Recorder, recorder
from tests.conftest import REPOSITORY
from tests.unit.drivers.test_zoneminder import HOSTILE, database_lines

SITE = "seoul-hq"
DAY = datetime.date(2026, 12, 1)
SHUT = ["None"] * 7
"""All that is not `Stream`: `Events` is the first of them, `System` the last."""

STRANGE = "O'Brien \x1b[31m/~"


@pytest.fixture(scope="module")
def loaded() -> Inventory:
    return inventory.load(REPOSITORY)


@pytest.fixture(scope="module")
def office(loaded: Inventory) -> Recorder:
    """The recorder of the headquarters."""
    site = loaded.sites[SITE]
    return recorder(loaded, site, site.hosts["recorder"])


def _user(name: str, *, enabled: int = 1, **levels: str) -> str:
    areas = [levels.get(area, "None") for area in zoneminder_people._AREAS]
    return f'["Users"]\t{json.dumps([name, enabled, True, 0, *areas])}'


def test_everybody_of_the_inventory_has_a_row_with_live_pictures_at_most(office: Recorder) -> None:
    users = zoneminder_people.users(office.people)
    assert zoneminder_people.rows(users) == [
        ["admin", 0, True, 0, "None", *SHUT],
        ["g20004", 1, True, 0, "View", *SHUT],
        ["g20009", 1, True, 0, "View", *SHUT],
        ["s10077", 1, True, 0, "View", *SHUT],
        ["s10688", 1, True, 0, "None", *SHUT],
    ]
    assert [name["name"] for name in zoneminder_people.users({"p": ("ptz",), "q": (), "r": ("export",)})] == [
        "admin",
        "r",
    ]


def test_the_statements_write_what_the_answers_must_be(office: Recorder) -> None:
    (rows,) = [file.text for file in zoneminder.desired(office, {}).files if file.path.endswith("zoneminder.sql")]
    written = re.findall(r"INSERT INTO Users \((.*)\) VALUES \((.*)\);", rows)
    assert {columns for columns, _ in written} == {"Username, Password, Enabled, APIEnabled, Stream"}
    assert [values for _, values in written] == [
        "'admin', '*', 0, 0, 'None'",
        "'g20004', '*', 1, 0, 'View'",
        "'g20009', '*', 1, 0, 'View'",
        "'s10077', '*', 1, 0, 'View'",
        "'s10688', '*', 1, 0, 'None'",
    ]
    assert rows.index("DELETE FROM Users;") < rows.index("INSERT INTO Users")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_one_literal(office: Recorder, name: str) -> None:
    told = dataclasses.replace(office, people={name: ("live",)})
    (rows,) = [file.text for file in zoneminder.desired(told, {}).files if file.path.endswith("zoneminder.sql")]
    (written,) = re.findall(r"INSERT INTO Users .* VALUES \(_utf8mb4 X'([0-9a-f]+)', '\*', 1, 0, 'View'\);", rows)
    assert bytes.fromhex(written).decode() == name
    assert name not in rows


@pytest.mark.parametrize("name", ["admin", "s" * 33])
def test_a_name_that_cannot_be_had_is_refused(name: str) -> None:
    with pytest.raises(ToolError, match=f"takes no account {name}"):
        zoneminder_people.users({name: ("live",)})


def test_a_web_server_says_who_somebody_is_and_a_stream_believes_no_name() -> None:
    settings = zoneminder.SETTINGS
    assert (settings["ZM_OPT_USE_AUTH"], settings["ZM_AUTH_TYPE"], settings["ZM_AUTH_RELAY"]) == (
        "1",
        "remote",
        "hashed",
    )
    assert settings["ZM_AUTH_HASH_LOGINS"] == settings["ZM_OPT_USE_API"] == "0"


def test_who_is_as_desired_is_read_back_with_the_rights_of_the_rows(office: Recorder) -> None:
    read = zoneminder.read_back(office, Said(database_lines(office), {}))
    assert read.people == {"g20004": ("live",), "g20009": ("live",), "s10077": ("live",), "s10688": ()}
    assert zoneminder.read_back(office, Said((), {})).people is None, "a database that is silent says nothing of people"


@pytest.mark.parametrize(
    ("levels", "rights"),
    [
        ({"Stream": "View"}, ("live",)),
        ({"Events": "View"}, ("export", "playback")),
        ({"Events": "Edit"}, ("admin", "export", "playback")),
        ({"Snapshots": "View"}, ("export", "playback")),
        ({"Control": "View"}, ("ptz",)),
        *(({area: "View"}, ("admin",)) for area in ("Monitors", "Groups", "Devices", "System")),
    ],
)
def test_every_area_is_a_right(levels: dict[str, str], rights: tuple[str, ...]) -> None:
    row = json.loads(_user("x", **levels).partition("\t")[2])
    assert zoneminder_people.rights([row]) == {"x": rights}
    row[1] = 0
    assert zoneminder_people.rights([row]) == {}, "who is off may do nothing"


def _facts(loaded: Inventory, lines: list[str], *, silent: bool = False) -> dict[str, Any]:
    """Facts of the recorder, on which the system's accounts are those of the inventory and their groups."""
    site = loaded.sites[SITE]
    people = site.accounts.values()
    groups: dict[str, list[str]] = {"cctv": [account.id for account in people]}
    for account in people:
        for right in site.people[account.role].rights:
            groups.setdefault(f"cctv-{right}", []).append(account.id)
    said = [
        *("@@time", "2026-12-01T09:00:00Z", "@@passwords", "@@keys"),
        *("@@keeper", json.dumps({"groups": {"site": {"oldest": "2026-11-30", "retention_days": 30}}, "problems": {}})),
        "@@shells",
        *(f"{account.id}:x:1000:1000:{account.role}:/home/{account.id}:/usr/sbin/nologin" for account in people),
        "@@groups",
        *(f"{name}:x:1:{','.join(members)}" for name, members in groups.items()),
        "@@software-zoneminder",
        *lines,
        *(["@@absent software-zoneminder"] if silent else []),
        "@@end",
    ]
    return observed.facts(said, loaded, site, site.hosts["recorder"], DAY)


def _judged(loaded: Inventory, facts: dict[str, Any], tmp_path: Path) -> set[tuple[str, str, str]]:
    """What is said of accounts: status, control, and the pointer below the recorder."""
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(observed.document({SITE: {"recorder": facts}})))
    found = Evidence(observed=evidence.read(path, "observed"))
    report = check(loaded, wording(loaded, templates(loaded)), [loaded.sites[SITE]], DAY, found)
    recorder = "/hosts/recorder/"
    return {
        (entry.status, entry.control.id, entry.path.removeprefix(recorder))
        for entry in report.verdicts
        if entry.control.id in ("CCTV-ACC-01", "CCTV-ACC-02") and entry.path and entry.path.startswith(recorder)
    }


def test_a_user_with_more_rights_and_one_that_nobody_declares_are_found(
    loaded: Inventory, office: Recorder, tmp_path: Path
) -> None:
    clean = database_lines(office)
    assert _judged(loaded, _facts(loaded, clean), tmp_path) == set()
    wider = [line for line in clean if '"g20004"' not in line] + [_user("g20004", Stream="View", Events="View")]
    facts = _facts(loaded, [*wider, _user("s99999", Stream="View"), _user(STRANGE)])
    assert facts["accounts"]["g20004"] == {"role": "lobby-guard", "rights": ["export", "live", "playback"]}
    assert facts["accounts"]["s10688"] == {"role": "recorder-admin", "rights": ["admin"]}
    strange = f"hex.{STRANGE.encode().hex()}"
    assert _judged(loaded, facts, tmp_path) == {
        ("FAIL", "CCTV-ACC-01", "accounts/g20004/rights"),
        ("FAIL", "CCTV-ACC-02", "accounts/s99999"),
        ("FAIL", "CCTV-ACC-02", f"accounts/{strange}"),
    }


def test_what_only_the_software_could_say_is_not_known_where_it_is_silent(
    loaded: Inventory, office: Recorder, tmp_path: Path
) -> None:
    assert _facts(loaded, database_lines(office))["recording"]["cam-001"]["retention_days"] == 30
    facts = _facts(loaded, database_lines(office), silent=True)
    assert "accounts" not in facts
    assert facts["recording"] == {}, "what the keeper is set to says nothing of its rules"
    assert {("UNKNOWN", "CCTV-ACC-01", "accounts"), ("UNKNOWN", "CCTV-ACC-02", "accounts")} <= _judged(
        loaded, facts, tmp_path
    )
