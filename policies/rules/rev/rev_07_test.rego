package rules.rev.rev_07_test

import data.lib
import data.rules.rev.rev_07

_parameters := {"observed_max_age_days": 2, "policy_batch_days": 28, "policy_minor_changes": ["^processors?-"]}

_first := {"version": "1.0", "effective": "2026-12-01"}

_revision(changed, batch) := {"effective": "2027-06-01", "changed": changed, "batch": batch}

_minor := ["processor-guard-co", "processors-table"]

_days(until) := {"from": "2027-04-20", "until": until}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_minor_changes_within_four_weeks_pass if {
	every until in ["2027-04-20", "2027-05-18"] {
		document := _input([_first, _revision(_minor, _days(until))])
		answers := (rev_07.deny | rev_07.unknown) | rev_07.not_applicable with input as document
			with data.parameters as _parameters
		count(answers) == 0
	}
}

test_days_that_are_missing_or_turned_round_or_too_far_apart_are_found if {
	every batch in [{}, {"from": "2027-04-20"}, _days("2027-04-19"), _days("2027-05-19")] {
		document := _input([_first, _revision(_minor, batch)])
		expected := "first and last day, at most 28 days apart"
		finding := lib.finding_published("policy", "/versions/1/batch", expected, batch)
		rev_07.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_change_that_is_not_minor_is_found if {
	document := _input([_first, _revision(["processor-guard-co", "recording-hours"], _days("2027-05-01"))])
	finding := lib.finding_published("policy", "/versions/1/changed", "minor changes alone", ["recording-hours"])
	rev_07.deny == {finding} with input as document with data.parameters as _parameters
}

test_changes_that_nobody_compared_are_unknown if {
	document := _input([_first, {"effective": "2027-06-01", "batch": _days("2027-05-01")}])
	unknown := lib.unknown("policy", "published", "/versions/1/changed")
	rev_07.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_revisions_that_gather_nothing_are_left_out if {
	every versions in [[_first], [_first, {"effective": "2027-06-01", "changed": ["recording-hours"]}]] {
		document := _input(versions)
		left := rev_07.not_applicable with input as document with data.parameters as _parameters
		{answer.subject | some answer in left} == {"policy"}
		count(rev_07.deny | rev_07.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_what_nobody_read_is_not_left_out if {
	count(rev_07.not_applicable) == 0 with input.declared as {"sites": {}} with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_07.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_07.control == "CCTV-REV-07"
	rev_07.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_07.subjects == set() with input.declared as {"site": {"id": "s"}}
}
