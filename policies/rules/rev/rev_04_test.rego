package rules.rev.rev_04_test

import data.lib
import data.rules.rev.rev_04

_parameters := {"observed_max_age_days": 2}

_first := {"version": "1.0", "effective": "2026-12-01"}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_a_notice_that_can_be_read_passes if {
	document := _input([_first, {"effective": "2027-06-01", "notice_reachable": true}])
	count(rev_04.deny | rev_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_notice_that_is_gone_is_found if {
	document := _input([_first, {"effective": "2027-06-01", "notice_reachable": false}])
	finding := lib.finding_published("policy", "/versions/1/notice_reachable", true, false)
	rev_04.deny == {finding} with input as document with data.parameters as _parameters
	count(rev_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_notice_that_nobody_asked_for_is_unknown if {
	document := _input([_first, {"effective": "2027-06-01"}])
	unknown := lib.unknown("policy", "published", "/versions/1/notice_reachable")
	rev_04.unknown == {unknown} with input as document with data.parameters as _parameters
	count(rev_04.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_policy_that_was_never_revised_is_left_out if {
	left := rev_04.not_applicable with input as _input([_first]) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_04.deny | rev_04.unknown) == 0 with input as _input([_first]) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_04.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_04.control == "CCTV-REV-04"
	rev_04.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_04.subjects == set() with input.declared as {"site": {"id": "s"}}
}

test_a_notice_that_nobody_saw_on_its_day_is_unknown if {
	document := _input([_first, {"effective": "2027-06-01", "notice_reachable": true, "seen": false}])
	unknown := lib.unknown("policy", "published", "/versions/1/seen")
	rev_04.unknown == {unknown} with input as document with data.parameters as _parameters
}
