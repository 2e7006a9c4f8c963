"""What a host is told of its logs agrees with what it reads, and with what the controls ask."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import inventory, schema
from closedcircuit.check import parameters
from closedcircuit.fleet import desired, logs, observed_logs, people
from closedcircuit.inventory import Inventory
from closedcircuit.keeper import logbook
from tests.conftest import NUMBERS, REPOSITORY, TODAY

SITE = "gangneung-terminal"
Edit = Callable[[str, str, str], int]


def _told(loaded: Inventory, site: str = SITE, host: str = "recorder") -> dict[str, Any]:
    place = loaded.sites[site]
    units = ["closedcircuit-record@cam-001.service"] if place.hosts[host].role == "recorder" else []
    numbers = parameters(loaded, datetime.date.fromisoformat(TODAY))
    return logs.configuration(loaded, place, place.hosts[host], "10.0.0.1", numbers, None, units)


def test_every_host_on_which_people_have_accounts_keeps_logs_before_it_has_them(tmp_path: Path) -> None:
    loaded = inventory.load(REPOSITORY)
    found = 0
    for site in loaded.sites.values():
        for host in site.hosts.values():
            logins = dict.fromkeys(desired.secret_names(site, [host]), "x")
            parts = list(desired.components(loaded, site, host, logins, NUMBERS))
            assert ("logs" in parts) == ("accounts" in parts) == (host.role in people.ROLES)
            if host.role in people.ROLES:
                assert parts.index("logs") < parts.index("accounts")
                path = tmp_path / "logs.json"
                path.write_text(json.dumps(_told(loaded, site.id, host.id)))
                assert list(schema.validator("keeper-logs").iter_errors(json.loads(path.read_text()))) == []
                assert logbook.load(path).host == site.hostname(host)
                found += 1
    assert found > 6


def test_the_deploy_applies_them_before_the_accounts() -> None:
    deploy = (REPOSITORY / "deploys/site.py").read_text()
    assert 0 < deploy.index('parts["logs"].name') < deploy.index('parts["accounts"].name')


@pytest.mark.parametrize(
    ("size", "days"),
    [
        ("  data_subjects: 30000000\n  sensitive_subjects: 20000\n", 731),
        ("  data_subjects: 49999\n  sensitive_subjects: 0\n", 366),
        ("  data_subjects: 50000\n  sensitive_subjects: 0\n", 731),
        ("  data_subjects: 49999\n  sensitive_subjects: 1\n", 731),
        ("  sensitive_subjects: 0\n", 731),
        ("  data_subjects: 49999\n", 731),
    ],
)
def test_entries_are_kept_for_as_long_as_the_control_asks(root: Path, edit: Edit, size: str, days: int) -> None:
    edit("organization.yaml", "  data_subjects: 30000000\n  sensitive_subjects: 20000\n", size)
    assert _told(inventory.load(root))["days"] == {"access": days, "rights": 1096}


def test_a_company_keeps_them_for_longer_by_its_own_parameter(root: Path, edit: Edit) -> None:
    edit("policy.yaml", "notice_count: clear\n", "notice_count: clear\nparameters: {rights_log_min_days: 2000}\n")
    assert _told(inventory.load(root))["days"]["rights"] == 2000


# --- what a host says of them ---------------------------------------------------------------------------------------

ACCESS: dict[str, Any] = {
    "fields": ["identifier", "time"],
    "kept_days": 731,
    "since": "2026-03-02",
    "oldest": "2026-03-02",
    "newest": "2026-12-01T09:00:00+09:00",
    "remote_copy": True,
    "hash_chain": True,
}
RIGHTS = {key: ACCESS[key] for key in ("kept_days", "since", "oldest", "newest", "remote_copy", "hash_chain")}


def _facts(said: object, at: str = "2026-12-01T00:05:00Z") -> dict[str, Any]:
    return observed_logs.facts({"time": [at], "logs": [json.dumps(said)]})


def test_both_logs_become_facts() -> None:
    assert _facts({"access": ACCESS, "rights": RIGHTS}) == {
        "access_log": {key: value for key, value in ACCESS.items() if key != "newest"},
        "rights_log": {"kept_days": 731, "since": "2026-03-02", "oldest": "2026-03-02"},
    }


def test_of_a_broken_chain_only_that_is_known() -> None:
    broken = {"hash_chain": False}
    assert _facts({"access": broken, "rights": broken}) == {"access_log": broken}


def test_a_log_that_does_not_know_the_session_in_which_it_is_asked_is_no_evidence() -> None:
    late = datetime.datetime(2026, 12, 1, 0, 16, tzinfo=datetime.UTC)
    assert set(_facts({"access": ACCESS, "rights": RIGHTS}, late.isoformat())) == {"rights_log"}


@pytest.mark.parametrize("parts", [{"time": ["2026-12-01T00:00:00Z"]}, {"time": [""], "logs": []}])
def test_a_host_without_logs_says_nothing(parts: dict[str, list[str]]) -> None:
    assert observed_logs.facts(parts) == {}


def test_logs_without_an_entry_say_nothing() -> None:
    assert _facts({}) == {}
