package rules.rev.rev_09_test

import data.lib
import data.rules.rev.rev_09

_parameters := {"observed_max_age_days": 2}

_first := {"version": "1.0", "effective": "2026-12-01"}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_a_later_day_passes if {
	document := _input([_first, {"posted": "2027-05-31", "effective": "2027-06-01"}])
	count(rev_09.deny | rev_09.unknown) == 0 with input as document with data.parameters as _parameters
}

test_the_same_day_and_an_earlier_one_and_no_day_are_found if {
	every revision in [
		{"posted": "2027-06-01", "effective": "2027-06-01"},
		{"posted": "2027-06-02", "effective": "2027-06-01"},
		{"effective": "2027-06-01"},
		{"posted": null, "effective": "2027-06-01"},
	] {
		expected := "later than the day of its notice"
		finding := lib.finding_published("policy", "/versions/1/effective", expected, "2027-06-01")
		rev_09.deny == {finding} with input as _input([_first, revision]) with data.parameters as _parameters
	}
}

test_a_policy_that_was_never_revised_is_left_out if {
	left := rev_09.not_applicable with input as _input([_first]) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_09.deny | rev_09.unknown) == 0 with input as _input([_first]) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_09.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_09.control == "CCTV-REV-09"
	rev_09.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_09.subjects == set() with input.declared as {"site": {"id": "s"}}
}
