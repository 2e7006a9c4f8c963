"""Plans: the JSON is the contract, and what differs from an agreed plan is named."""

from __future__ import annotations

import json
from pathlib import Path

from closedcircuit import evidence
from closedcircuit.fleet.plan import Change, HostPlan, Plan, SitePlan, compare, render, structure
from closedcircuit.report import plan_report

PLAN = Plan(
    (
        SitePlan(
            "s",
            (
                HostPlan("gateway", (Change("SSH takes keys only", "-a\n+b"),)),
                HostPlan("recorder", error="Could not connect (timed out)"),
            ),
        ),
    )
)


def test_the_json_is_exactly_this() -> None:
    assert json.loads(render(PLAN)) == {
        "sites": [
            {
                "site": "s",
                "hosts": [
                    {
                        "host": "gateway",
                        "changes": [{"operation": "SSH takes keys only", "diff": "-a\n+b"}],
                        "error": None,
                    },
                    {"host": "recorder", "changes": [], "error": "Could not connect (timed out)"},
                ],
            }
        ],
        "changes": 1,
    }


def test_a_plan_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(render(PLAN), "utf-8")
    data = evidence.read(path, "plan")
    assert data is not None
    assert structure(data) == PLAN


def _site(*changes: Change, host: str = "gateway") -> SitePlan:
    return SitePlan("s", (HostPlan(host, changes),))


def test_hosts_operations_and_diffs_that_differ_are_named() -> None:
    agreed = _site(Change("a", "+1"), Change("b", "+2"))
    assert list(compare(agreed, agreed)) == []
    assert list(compare(agreed, _site(Change("a", "+1")))) == ["s/gateway: b: has nothing to do any more"]
    assert list(compare(agreed, _site(Change("a", "+1"), Change("b", "+3")))) == [
        "s/gateway: b: was\n+2\nand is now\n+3"
    ]
    assert list(compare(agreed, _site(Change("a", "+1"), Change("b", "+2"), Change("c", "")))) == [
        "s/gateway: c: is new"
    ]
    other = list(compare(_site(), _site(host="recorder")))
    assert other == ["s/recorder: is not in the plan", "s/gateway: is in the plan, and in the inventory no more"]


def test_hosts_behind_a_gateway_that_is_not_deployed_yet_are_no_riddle() -> None:
    bare = SitePlan("s", (HostPlan("gateway", (Change("a", "+1"),)), HostPlan("recorder", error="timed out")))
    done = SitePlan("s", (HostPlan("gateway"), HostPlan("recorder", error="timed out")))
    told = [
        any("behind a gateway" in line.plain for line in plan_report.render(Plan((site,)))) for site in (bare, done)
    ]
    assert told == [True, False]
