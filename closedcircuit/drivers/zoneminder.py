"""ZoneMinder as Debian packages it, with MariaDB: recording and nothing else, its settings rows of its database.

A monitor's id is its camera's channel, so `<channel>/<day>/<event>/` is where its events lie (the Medium scheme), in
directories that the keeper prepares. No web interface is installed; what people may see by one is set all the same.

Age rules are set by the declared period and work on the day after the eraser, which ends a day as a whole, so that the
eraser finds the files that it counts; what is left for the rules are the rows of the database.
"""

from __future__ import annotations

import json
import re
import shlex
import urllib.parse
from collections.abc import Mapping
from typing import Any

from closedcircuit.drivers import Channel, Desired, ReadBack, Said, sql, walked, zoneminder_people
from closedcircuit.errors import ToolError
from closedcircuit.fleet import systemd
from closedcircuit.fleet.component import Component, File
from closedcircuit.recorder import STORE, Layout, Recorder
from closedcircuit.rendering import template

LAYOUT: Layout = "camera-first"
OWNER = "www-data"
SECTION_SECONDS = 300
EVENT_SECONDS = 2 * SECTION_SECONDS
PREVIEWS: tuple[str, ...] = ("/var/cache/zoneminder/temp",)
DATABASE: tuple[str, ...] = ("mariadb", "zm")
BEHIND_DAYS = 1
"""Days by which age rules work after the eraser."""

SETTINGS = {
    **zoneminder_people.SETTINGS,
    "ZM_RUN_AUDIT": "1",
    "ZM_OPT_FAST_DELETE": "0",
    "ZM_EVENT_CLOSE_MODE": "time",
    "ZM_OPT_USE_API": "0",
    "ZM_TELEMETRY_DATA": "0",
    "ZM_CHECK_FOR_UPDATES": "0",
    "ZM_OPT_UPLOAD": "0",
    "ZM_OPT_EMAIL": "0",
    "ZM_OPT_MESSAGE": "0",
}
"""People are known, orphans cleared, rows and files deleted together, and nothing sent anywhere."""
_ZONE = "ZM_TIMEZONE"
"""The zone in which a page says when it vouched for somebody; streams read that in the zone of the host's clock."""

_SQL = "/etc/closedcircuit/zoneminder.sql"
_STREAMS = "/etc/closedcircuit/zoneminder-streams.sql"
_UNITS = ("mariadb.service", "zoneminder.service")
_SIZE = (640, 360)
"""What ZoneMinder would scale pictures to if it decoded them; what it records it copies."""
# Its own script fills the table of settings last, and may be run again where it did not come to its end.
_MAKE = """mariadb --execute "SELECT Id FROM Config WHERE Name = 'ZM_DYN_DB_VERSION'" zm 2>/dev/null | grep -q . || \\
  mariadb < /usr/share/zoneminder/db/zm_create.sql"""
_CLIENT = "mariadb --default-character-set=utf8mb4 --batch --raw --skip-column-names"
_ROWS = {
    "Config": "JSON_ARRAY(Name, Value) FROM Config WHERE Name IN ({names}) ORDER BY Name",
    "Secret": "JSON_ARRAY(Value NOT LIKE '...%') FROM Config WHERE Name = 'ZM_AUTH_HASH_SECRET'",
    "Storage": "JSON_ARRAY(Id, Path, Type, Scheme, DoDelete, Enabled) FROM Storage ORDER BY Id",
    "Filters": (
        "JSON_ARRAY(Name, Query_json, AutoDelete, Background, AutoArchive + AutoUnarchive + AutoVideo + AutoUpload"
        " + AutoEmail + AutoMessage + AutoExecute + AutoMove + AutoCopy) FROM Filters ORDER BY Name"
    ),
    "Monitors": (
        "JSON_ARRAY(Id, Name, Type, Function, Enabled, StorageId, RecordAudio, VideoWriter, SaveJPEGs, SectionLength)"
        " FROM Monitors ORDER BY Id"
    ),
    "Users": f"{zoneminder_people.ROW} FROM Users ORDER BY Username",
}
_BY_NAME = ", ".join(sorted(sql.literal(name) for name in (*SETTINGS, _ZONE)))
ASK = " && ".join(
    f"""{_CLIENT} --execute {shlex.quote(f"SELECT JSON_ARRAY('{kind}'), {row.format(names=_BY_NAME)}")} zm"""
    for kind, row in _ROWS.items()
)


def desired(recorder: Recorder, secrets: Mapping[str, str]) -> Desired:
    """ZoneMinder, its units, and the rows of its database. Raises ToolError for a camera without a channel."""
    monitors = [_monitor(channel, secrets) for channel in recorder.channels if channel.stream is not None]
    monitors.sort(key=lambda monitor: int(monitor["id"]))
    filters = _filters(recorder)
    users = zoneminder_people.users(recorder.people)
    settings = {**SETTINGS, _ZONE: recorder.timezone}
    names = {"timezone": recorder.timezone, "store": STORE}
    files = (
        File("/etc/zm/conf.d/90-closedcircuit.conf", template("zoneminder/paths.conf.j2").render(store=STORE)),
        File(
            "/etc/systemd/system/zoneminder.service.d/closedcircuit.conf",
            systemd.render("zoneminder.conf", previews=PREVIEWS[0], **names),
        ),
        File("/etc/systemd/system/mariadb.service.d/closedcircuit.conf", systemd.render("mariadb.conf", **names)),
        File("/etc/mysql/mariadb.conf.d/90-closedcircuit.cnf", template("zoneminder/mariadb.cnf.j2").render()),
        File(
            _SQL,
            sql.render(
                "zoneminder/rows.sql", settings=settings, store=STORE, filters=filters, monitors=monitors, users=users
            ),
            "600",
            secret=True,
        ),
        File(_STREAMS, sql.render("zoneminder/streams.sql", monitors=monitors), "600", secret=True),
    )
    records = any(channel.live for channel in recorder.channels)
    return Desired(
        packages=("ffmpeg", "mariadb-server", "zoneminder"),
        files=files,
        states={**_rows(settings, monitors, filters, users), **_streams(monitors)},
        started=_UNITS if records else _UNITS[:1],
        idle=() if records else _UNITS[1:],
    )


def apply(desired: Desired) -> Component:
    """The component; a database that was not made to its end is made anew, and then gets its rows in one go."""
    return Component(
        "recording",
        "Cameras are recorded by ZoneMinder",
        packages=desired.packages,
        files=desired.files,
        states=desired.states,
        units=desired.started,
        idle=desired.idle,
        apply=(
            "systemctl daemon-reload",
            "systemctl stop zoneminder.service",
            "systemctl restart mariadb.service",
            _MAKE,
            f"mariadb zm < {_SQL}",
            "chgrp www-data /etc/zm/zm.conf",
        ),
    )


def read_back(recorder: Recorder, said: Said) -> ReadBack:
    """What its rules and its monitors are set to and whom it lets in, beside what the store tells.

    `retention_days` is 0 where no rule of its own would end a camera's footage, or one that leaves the files. Where the
    database does not answer, nothing of this is known. Raises ValueError or KeyError for what is not understood.
    """
    facts = walked(recorder, said)
    if not said.lines:
        return ReadBack(facts, people=None)
    rows: dict[str, list[list[Any]]] = {kind: [] for kind in _ROWS}
    for line in said.lines:
        kind, _, row = line.partition("\t")
        rows[json.loads(kind)[0]].append(json.loads(row))
    settings = dict(rows["Config"])
    leaves_files = settings["ZM_OPT_FAST_DELETE"] != "0" or not all(deletes for *_, deletes, _ in rows["Storage"])
    audio = {number: bool(sound) for number, *_, sound, _, _, _ in rows["Monitors"]}
    for channel in recorder.channels:
        if channel.number is not None and channel.number in audio:
            days = 0 if leaves_files else _days(channel.number, rows["Filters"], _behind(recorder))
            facts.setdefault(channel.camera, {}).update(retention_days=days, audio=audio[channel.number])
    return ReadBack(facts, people=zoneminder_people.rights(rows["Users"]))


def cannot_promise(recorder: Recorder) -> tuple[str, ...]:
    """What holds of ZoneMinder whatever is set."""
    return (
        "Pictures are as the camera sends them: a mask must be set in the camera.",
        "Its own rule unlinks files and no more; it is the keeper that ends a day by its key.",
        "Cameras' passwords stand in its database, which root and the account www-data can read.",
        "It keeps no record of who watches, and who somebody is a web server has to say, which is not installed.",
        f"A power cut loses the end of the event that was being written, {SECTION_SECONDS} seconds at most.",
    )


def _monitor(channel: Channel, secrets: Mapping[str, str]) -> dict[str, Any]:
    if channel.number is None or channel.stream is None:
        raise ToolError(f"camera {channel.camera} has no channel, and ZoneMinder numbers its cameras by channels")
    scheme, _, rest = channel.stream.partition("://")
    login = ""
    if channel.login:
        words = (channel.login.user, secrets[channel.login.password.secret])
        login = ":".join(urllib.parse.quote(word, safe="") for word in words) + "@"
    return {
        "id": channel.number,
        "name": channel.camera,
        "function": "Record" if channel.live else "None",
        "enabled": channel.live,
        "path": f"{scheme}://{login}{rest}",
        "section": SECTION_SECONDS,
        "width": _SIZE[0],
        "height": _SIZE[1],
    }


def _filters(recorder: Recorder) -> list[dict[str, str]]:
    """An age rule for every retention group, and one of the longest period for cameras that are gone.

    That one names no camera: a rule that does finds only events of cameras that ZoneMinder still has.
    """
    groups: dict[str, list[int]] = {}
    for channel in recorder.channels:
        if channel.number is not None and channel.group in recorder.days:
            groups.setdefault(channel.group, []).append(channel.number)
    behind = _behind(recorder)
    rules = [_rule(f"age-{group}", sorted(ids), recorder.days[group] + behind) for group, ids in groups.items()]
    if rules:
        rules.append(_rule("age", [], max(recorder.days.values()) + behind))
    return sorted(rules, key=lambda rule: rule["name"])


def _behind(recorder: Recorder) -> int:
    """Days between the end of a period and the rule for it.

    A rule knows days alone and works at their beginning, while the eraser works in the course of one.
    """
    return recorder.granularity + BEHIND_DAYS


def _rule(name: str, ids: list[int], days: int) -> dict[str, str]:
    return {"name": name, "query": _query(ids, days)}


def _query(ids: list[int], days: int) -> str:
    """What began `days` days ago or earlier, of the monitors `ids`; of all without any."""
    terms = [{"attr": "StartDate", "op": "<=", "val": f"-{days} days"}]
    if ids:
        terms = [{"attr": "MonitorId", "op": "IN", "val": ",".join(map(str, ids))}, {"cnj": "and", **terms[0]}]
    return json.dumps({"terms": terms, "sort_field": "Id", "sort_asc": 1}, separators=(",", ":"))


def _days(number: int, filters: list[list[Any]], behind: int) -> int:
    """The period to which the age rules together set a monitor; 0 where none ends its footage by itself."""
    found = []
    for _, query, deletes, background, _ in filters:
        age = re.search(r'"val":"-(\d+) days"', query)
        named = re.search(r'"attr":"MonitorId","op":"IN","val":"([\d,]+)"', query)
        ids = [int(word) for word in named[1].split(",") if word] if named else []
        # What is not said just as we say it may mean anything.
        if age and query == _query(ids, int(age[1])) and (not ids or number in ids) and deletes and background:
            found.append(int(age[1]) - behind)
    return max(0, min(found, default=0))


def _rows(
    settings: Mapping[str, str],
    monitors: list[dict[str, Any]],
    filters: list[dict[str, str]],
    users: list[dict[str, Any]],
) -> dict[str, str]:
    """What the database must answer, table by table."""
    told: dict[str, list[list[Any]]] = {
        "Config": [[name, value] for name, value in sorted(settings.items())],
        "Secret": [[True]],
        "Storage": [[1, STORE, "local", "Medium", 1, 1]],
        "Filters": [[rule["name"], rule["query"], 1, 1, 0] for rule in filters],
        "Monitors": [
            [
                monitor["id"],
                monitor["name"],
                "Ffmpeg",
                monitor["function"],
                int(monitor["enabled"]),
                1,
                0,
                2,
                0,
                SECTION_SECONDS,
            ]
            for monitor in monitors
        ],
        "Users": zoneminder_people.rows(users),
    }
    return {
        f"""{_CLIENT} --execute {shlex.quote(f"SELECT {row.format(names=_BY_NAME)}")} zm""": "\n".join(
            json.dumps(row) for row in told[kind]
        )
        for kind, row in _ROWS.items()
    }


def _streams(monitors: list[dict[str, Any]]) -> dict[str, str]:
    """The host compares address and login of each stream with a secret file, and answers whether they agree."""
    answers = [json.dumps([monitor["id"], "as declared"]) for monitor in monitors]
    return {f"{_CLIENT} zm < {_STREAMS}": "\n".join(answers)}
