package rules.prv.prv_03_test

import data.lib
import data.rules.prv.prv_03

_parameters := {"observed_max_age_days": 2}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

_given := {
	"kind": "provide",
	"reviewed": true,
	"cameras": ["cam-001"],
	"asked_minutes": 30,
	"given_minutes": 30,
	"masked": true,
}

_finding(key, expected, actual) := lib.finding_observed("site/s", sprintf("/ledger/e/%s", [key]), expected, actual)

test_the_needed_part_passes if {
	bare := object.union(_given, {"masked": false, "unmasked": "nobody-else", "given_minutes": 5})
	every entry in [_given, bare, object.remove(bare, ["masked"])] {
		document := _input({"e": entry})
		count(prv_03.deny | prv_03.unknown) == 0 with input as document with data.parameters as _parameters
		count(prv_03.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_footage_that_nobody_looked_at_first_is_found if {
	blind := _input({"e": object.union(_given, {"reviewed": false})})
	prv_03.deny == {_finding("reviewed", true, false)} with input as blind with data.parameters as _parameters
	silent := _input({"e": object.remove(_given, ["reviewed"])})
	prv_03.deny == {_finding("reviewed", true, null)} with input as silent with data.parameters as _parameters
}

test_missing_cameras_are_found if {
	finding := _finding("cameras", "the cameras whose footage was given", null)
	document := _input({"e": object.remove(_given, ["cameras"])})
	prv_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_more_than_was_asked_for_is_found if {
	document := _input({"e": object.union(_given, {"given_minutes": 31})})
	finding := _finding("given_minutes", "at most the minutes asked for, which are 30", 31)
	prv_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_minutes_that_are_not_written_are_found if {
	given := _input({"e": object.remove(_given, ["given_minutes"])})
	missing := _finding("given_minutes", "at most the minutes asked for, which are 30", null)
	prv_03.deny == {missing} with input as given with data.parameters as _parameters
	asked := _input({"e": object.remove(_given, ["asked_minutes"])})
	count(prv_03.deny) == 1 with input as asked with data.parameters as _parameters
}

test_other_people_in_the_picture_are_found if {
	expected := "true, or why nobody is masked"
	seen := _input({"e": object.union(_given, {"masked": false})})
	prv_03.deny == {_finding("masked", expected, false)} with input as seen with data.parameters as _parameters
	silent := _input({"e": object.remove(_given, ["masked"])})
	prv_03.deny == {_finding("masked", expected, null)} with input as silent with data.parameters as _parameters
}

test_where_nothing_was_provided_nothing_is_asked if {
	every entries in [{}, {"e": {"kind": "use"}}, {"e": {"kind": "view"}}, {"e": {"kind": "destroy"}}] {
		left := prv_03.not_applicable with input as _input(entries) with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(prv_03.deny | prv_03.unknown) == 0 with input as _input(entries) with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(prv_03.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_a_ledger_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/ledger")}
	read := _input({})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger": {}}},
	] {
		prv_03.unknown == unknown with input as document with data.parameters as _parameters
		count(prv_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(prv_03.subjects | (prv_03.deny | prv_03.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	prv_03.control == "CCTV-PRV-03"
	prv_03.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
