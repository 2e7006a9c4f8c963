"""ZoneMinder is told what the inventory says by statements that no value breaks, and what it is set to is read back."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re

import pytest

from closedcircuit import inventory
from closedcircuit.drivers import Said, sql, zoneminder
from closedcircuit.drivers.registry import of
from closedcircuit.errors import ToolError
from closedcircuit.keeper import erase
from closedcircuit.model import CameraLogin, Secret
from closedcircuit.recorder import Recorder, recorder
from tests.conftest import REPOSITORY

HOSTILE = [
    "O'Brien",
    "a\\",
    "\\' OR 1=1 -- ",
    "'; DROP TABLE Monitors; -- ",
    "two\nlines",
    "\\! touch /tmp/pwned",
    "${HOME}$(id)`id`",
    "NUL\0byte",
    "강릉터미널 '정문'",
    "{{ 7 * 7 }}",
    "/* */ # x",
]


@pytest.fixture(scope="module")
def small() -> Recorder:
    """The recorder of the smallest site, with ZoneMinder in its place."""
    loaded = inventory.load(REPOSITORY)
    site = loaded.sites["gangneung-terminal"]
    found = recorder(loaded, site, dataclasses.replace(site.hosts["recorder"], driver="zoneminder"))
    login = CameraLogin("reader", Secret("CAMERA_LOGIN"))
    return dataclasses.replace(
        found, channels=tuple(dataclasses.replace(channel, login=login) for channel in found.channels)
    )


def _rows(recorder: Recorder, password: str = "hunter2") -> str:  # noqa: S107 - made up
    """The statements that are told the host: rows, and the question after streams."""
    files = zoneminder.desired(recorder, {"CAMERA_LOGIN": password}).files
    found = [file for file in files if file.path.endswith(".sql")]
    assert [(file.secret, file.mode) for file in found] == [(True, "600")] * 2
    return "".join(file.text for file in found)


def database_lines(recorder: Recorder) -> list[str]:
    """What `ASK` prints of a recorder that is as desired."""
    states = zoneminder.desired(recorder, {"CAMERA_LOGIN": "hunter2"}).states
    lines = []
    for command, answer in states.items():
        if kind := re.search(r"FROM ([A-Z][a-z]+)", command):
            name = "Secret" if "HASH_SECRET" in command else kind[1]
            lines += [f"{json.dumps([name])}\t{line}" for line in answer.splitlines()]
    return lines


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_one_literal_and_keeps_its_bytes(value: str) -> None:
    written = sql.literal(value)
    match = re.fullmatch(r"_utf8mb4 X'([0-9a-f]+)'", written)
    assert match
    assert bytes.fromhex(match[1]).decode() == value


def test_other_values_are_written_as_they_are_or_refused() -> None:
    assert [sql.literal(value) for value in ("plain", "", 7, True, None)] == ["'plain'", "''", "7", "1", "NULL"]
    with pytest.raises(ToolError, match="cannot stand in a statement"):
        sql.literal(datetime.date(2026, 12, 1))
    with pytest.raises(ToolError, match="settings"):
        sql.render("zoneminder/rows.sql")


@pytest.mark.parametrize("password", HOSTILE)
def test_a_hostile_password_changes_its_own_value_alone(small: Recorder, password: str) -> None:
    plain, hostile = _rows(small).splitlines(), _rows(small, password).splitlines()
    assert len(plain) == len(hostile)
    changed = [(a, b) for a, b in zip(plain, hostile, strict=True) if a != b]
    assert len(changed) == 2 * len(small.channels)
    for _, line in changed:
        assert password not in line
        assert re.fullmatch(r"[\w\s(),:'/.@%=;-]*", line), line


def test_no_question_is_answered_by_an_address_or_a_login(small: Recorder) -> None:
    states = zoneminder.desired(small, {"CAMERA_LOGIN": "hunter2"}).states
    (streams,) = [command for command in states if command.endswith("< /etc/closedcircuit/zoneminder-streams.sql")]
    assert states[streams].splitlines() == [f'[{number}, "as declared"]' for number in range(1, 6)]
    others = [command for command in states if "FROM Monitors" in command]
    assert others
    assert not [word for word in ("Path", "User", "Pass", "Host", "*") if word in "".join(others)]


def test_the_eraser_knows_how_far_the_rules_are_behind() -> None:
    assert erase._BEHIND_DAYS == zoneminder.BEHIND_DAYS


@pytest.mark.parametrize(("granularity", "days"), [(1, 16), (0, 15)])
def test_rules_work_on_the_day_after_the_eraser_and_read_back_as_declared(
    small: Recorder, granularity: int, days: int
) -> None:
    """Fourteen days; one for a day that goes as a whole, where that may outlive its period; and one to be behind."""
    told = dataclasses.replace(small, granularity=granularity)
    assert re.findall(r'"val":"-(\d+) days"', _rows(told)) == [str(days)] * 2
    facts = zoneminder.read_back(told, Said(database_lines(told), {})).recording
    assert facts == {channel.camera: {"retention_days": 14, "audio": False} for channel in small.channels}


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ('"ZM_OPT_FAST_DELETE", "0"', '"ZM_OPT_FAST_DELETE", "1"'),
        ('"Medium", 1, 1]', '"Medium", 0, 1]'),
        ('1, 1, 0]', '0, 1, 0]'),
        ('1, 1, 0]', '1, 0, 0]'),
        ('StartDate', 'EndDate'),
    ],
    ids=["rows only", "files stay", "not deleting", "not running", "another rule"],
)  # fmt: skip
def test_a_rule_that_ends_nothing_is_no_period(small: Recorder, what: str, instead: str) -> None:
    answers = [line.replace(what, instead) for line in database_lines(small)]
    assert answers != database_lines(small)
    facts = zoneminder.read_back(small, Said(answers, {})).recording
    assert {fact["retention_days"] for fact in facts.values()} == {0}


def test_the_rule_for_all_ends_what_no_rule_for_a_group_does(small: Recorder) -> None:
    """Cameras that are gone, of which ZoneMinder has no row, and the others after the longest of all periods."""
    first, *others = small.channels
    channels = (dataclasses.replace(first, group="gate"), *others)
    short = dataclasses.replace(small, days={"site": 14, "gate": 7}, channels=channels)
    answers = database_lines(short)
    assert [json.loads(line.partition("\t")[2])[:2] for line in answers if "days" in line] == [
        ["age", '{"terms":[{"attr":"StartDate","op":"<=","val":"-16 days"}],"sort_field":"Id","sort_asc":1}'],
        ["age-gate", zoneminder._query([1], 9)],
        ["age-site", zoneminder._query([2, 3, 4, 5], 16)],
    ]
    facts = zoneminder.read_back(short, Said(answers, {})).recording
    assert [facts[camera]["retention_days"] for camera in ("cam-001", "cam-002")] == [7, 14]
    left = [line for line in answers if "age-" not in line]
    facts = zoneminder.read_back(short, Said(left, {})).recording
    assert [facts[camera]["retention_days"] for camera in ("cam-001", "cam-002")] == [14, 14]


def test_another_period_and_sound_are_seen(small: Recorder) -> None:
    answers = [
        line.replace("-16 days", "-62 days").replace('"Record", 1, 1, 0, 2', '"Record", 1, 1, 1, 2')
        for line in database_lines(small)
    ]
    facts = zoneminder.read_back(small, Said(answers, {})).recording
    assert facts["cam-001"] == {"retention_days": 60, "audio": True}


def test_an_answer_that_is_not_understood_is_an_error(small: Recorder) -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        zoneminder.read_back(small, Said(["ERROR 2002 (HY000): Can't connect"], {}))
    with pytest.raises(KeyError):
        zoneminder.read_back(small, Said(['["Config"]\t["ZM_RUN_AUDIT", "1"]'], {}))


def test_cameras_lie_in_folders_named_after_channels(small: Recorder) -> None:
    assert [channel.directory for channel in small.channels] == ["1", "2", "3", "4", "5"]
    assert of(small) is zoneminder
    unnumbered = dataclasses.replace(small, channels=(dataclasses.replace(small.channels[0], number=None),))
    with pytest.raises(ToolError, match="cam-001 has no channel"):
        zoneminder.desired(unnumbered, {"CAMERA_LOGIN": "hunter2"})


def test_a_planned_camera_is_there_and_records_nothing(small: Recorder) -> None:
    first, *others = small.channels
    planned = dataclasses.replace(small, channels=(dataclasses.replace(first, live=False), *others))
    assert "(1, 'cam-001', 'Ffmpeg', 'None', 0," in _rows(planned)
    assert zoneminder.desired(planned, {"CAMERA_LOGIN": "hunter2"}).started[-1] == "zoneminder.service"
    none = dataclasses.replace(planned, channels=(planned.channels[0],))
    assert zoneminder.desired(none, {"CAMERA_LOGIN": "hunter2"}).idle == ("zoneminder.service",)
