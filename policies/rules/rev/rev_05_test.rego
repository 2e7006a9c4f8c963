package rules.rev.rev_05_test

import data.lib
import data.rules.rev.rev_05

_parameters := {"observed_max_age_days": 2}

_first := {"version": "1.0", "effective": "2026-12-01", "until": "2027-06-01", "reachable": true}

_second := {"version": "1.1", "effective": "2027-06-01", "reachable": true}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_windows_that_meet_pass if {
	every versions in [[_first, _second], [object.remove(_first, ["until"])]] {
		count(rev_05.deny | rev_05.unknown) == 0 with input as _input(versions) with data.parameters as _parameters
	}
}

test_windows_that_overlap_or_leave_a_gap_or_have_no_end_are_found if {
	every until in ["2027-06-02", "2027-05-31", null] {
		versions := [object.union(_first, {"until": until}), _second]
		finding := lib.finding_published("policy", "/versions/0/until", "2027-06-01", until)
		rev_05.deny == {finding} with input as _input(versions) with data.parameters as _parameters
	}
}

test_a_last_version_that_ends_is_found if {
	versions := [_first, object.union(_second, {"until": "2027-12-01"})]
	finding := lib.finding_published("policy", "/versions/1/until", null, "2027-12-01")
	rev_05.deny == {finding} with input as _input(versions) with data.parameters as _parameters
}

test_a_version_that_begins_no_later_than_the_one_before_is_found if {
	every effective in ["2026-12-01", "2026-11-01"] {
		versions := [object.union(_first, {"until": effective}), object.union(_second, {"effective": effective})]
		finding := lib.finding_published("policy", "/versions/1/effective", "later than 2026-12-01", effective)
		rev_05.deny == {finding} with input as _input(versions) with data.parameters as _parameters
	}
}

test_a_version_that_cannot_be_opened_is_found if {
	versions := [object.union(_first, {"reachable": false}), _second]
	finding := lib.finding_published("policy", "/versions/0/reachable", true, false)
	rev_05.deny == {finding} with input as _input(versions) with data.parameters as _parameters
	count(rev_05.unknown) == 0 with input as _input(versions) with data.parameters as _parameters
}

test_a_version_that_nobody_opened_is_unknown if {
	versions := [object.remove(_first, ["reachable"]), _second]
	unknown := lib.unknown("policy", "published", "/versions/0/reachable")
	rev_05.unknown == {unknown} with input as _input(versions) with data.parameters as _parameters
	count(rev_05.deny) == 0 with input as _input(versions) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_05.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_05.control == "CCTV-REV-05"
	rev_05.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_05.subjects == set() with input.declared as {"site": {"id": "s"}}
}
