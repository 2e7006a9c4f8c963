"""Verdicts against what the policy states."""

from __future__ import annotations

import pytest

from closedcircuit.documents.gate import obstacles, place


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        ("site/hub", "/site/retention"),
        ("site/hub", "/site"),
        ("site/hub", "/site/people/guard"),
        ("site/hub", "/site/people"),
        ("site/hub", "/site/retention_groups/gates/basis/approver"),
        ("group/hub/gates", "/site/retention_groups/gates/retention"),
        ("camera/hub/cam-1", "/cameras/cam-1/area"),
        ("camera/hub/cam-1", "/cameras/cam-1"),
        ("camera/hub/cam-3", "/cameras/cam-3/hours"),
        ("camera/hub/cam-4", "/cameras/cam-4/regime"),
        ("camera/hub/cam-1", "/cameras/cam-1/purposes/0"),
        ("area/hub/gate", "/site/areas/gate/range"),
        ("policy", "/policy/purposes"),
        ("policy", "/policy/ground/1"),
        ("policy", "/policy/responsible"),
        ("site/hub", "/policy/hours"),
        ("organization", "/organization/name/en"),
        ("organization", "/organization/processors/guards/task"),
        ("organization", "/sites/hub/site/retention"),
        ("organization", "/sites/hub"),
        ("organization", ""),
    ],
)
def test_a_failure_at_under_or_above_a_stated_fact_is_in_the_way(write, data, judged, subject, path):
    found = obstacles([judged("FAIL", subject, path)], write(data)["ko"].facts)
    assert len(found) == 1
    assert found[0].facts
    assert "FAIL of CCTV-XXX-01" in str(found[0])
    assert str(found[0]).startswith("inventory/some.yaml:3:5: ")


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        ("camera/hub/cam-1", "/cameras/cam-1/audio"),
        ("camera/hub/cam-1", "/cameras/cam-1/overlooks"),
        ("camera/hub/cam-6", "/cameras/cam-6/area"),
        ("role/hub/lead", "/site/people/lead/rights"),
        ("site/hub", "/site/retention_basis"),
        ("site/hub", "/site/retention_groups/unused/retention"),
        ("site/hub", "/site/retention_group"),
        ("site/later", "/site/retention"),
        ("site/office", "/cameras/cam-5/area"),
        ("organization", "/organization/hosts/management"),
        ("organization", "/sites/later/site/retention"),
        ("waiver/hub/x", "/waivers/x/expiry"),
        ("policy", "/policy/approvers"),
    ],
)
def test_a_failure_of_what_is_not_stated_is_not(write, data, judged, subject, path):
    assert obstacles([judged("FAIL", subject, path)], write(data)["ko"].facts) == []


@pytest.mark.parametrize("status", ["PASS", "WAIVED", "NOT_APPLICABLE", "MANUAL", "UNKNOWN"])
def test_no_other_status_is_in_the_way(write, data, judged, status):
    assert obstacles([judged(status, "site/hub", "/site/retention")], write(data)["ko"].facts) == []


def test_what_a_host_reported_is_no_fact_of_the_inventory(write, data, judged):
    facts = write(data)["ko"].facts
    assert obstacles([judged("FAIL", "site/hub", "/site/retention", "observed")], facts) == []


def test_every_error_is_in_the_way(write, data, judged):
    verdict = judged("ERROR", "camera/hub/cam-1", None, None)
    assert [obstacle.verdict for obstacle in obstacles([verdict], write(data)["ko"].facts)] == [verdict]


@pytest.mark.parametrize(
    ("subject", "path", "where"),
    [
        ("site/hub", "/site/retention", ("hub", "/site/retention")),
        ("camera/hub/cam-1", "/policy/purposes", (None, "/policy/purposes")),
        ("organization", "/sites/hub/cameras/cam-1", ("hub", "/cameras/cam-1")),
        ("organization", "/organization/name", (None, "/organization/name")),
    ],
)
def test_a_verdicts_place(subject, path, where):
    assert place(subject, path) == where
