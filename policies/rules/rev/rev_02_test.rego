package rules.rev.rev_02_test

import data.lib
import data.rules.rev.rev_02

_parameters := {"observed_max_age_days": 2}

_first := {"version": "1.0", "effective": "2026-12-01"}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_a_reason_passes if {
	document := _input([_first, {"effective": "2027-06-01", "reason": "More cameras at the gate"}])
	count(rev_02.deny | rev_02.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_missing_reason_is_found if {
	every revision in [{"effective": "2027-06-01"}, {"effective": "2027-06-01", "reason": ""}] {
		finding := lib.finding_published("policy", "/versions/1/reason", "why the policy was changed", null)
		rev_02.deny == {finding} with input as _input([_first, revision]) with data.parameters as _parameters
	}
}

test_a_policy_that_was_never_revised_is_left_out if {
	left := rev_02.not_applicable with input as _input([_first]) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_02.deny | rev_02.unknown) == 0 with input as _input([_first]) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_02.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_02.control == "CCTV-REV-02"
	rev_02.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_02.subjects == set() with input.declared as {"site": {"id": "s"}}
}
