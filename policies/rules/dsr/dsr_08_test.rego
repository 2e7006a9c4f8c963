package rules.dsr.dsr_08_test

import data.lib
import data.rules.dsr.dsr_08

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_showing_outcomes": ["granted", "partial"]})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_masked_footage_passes if {
	every request in [
		{"kind": "view", "outcome": "granted", "masked": true},
		{"kind": "view", "outcome": "partial", "masked": false, "unmasked": "nobody-else"},
	] {
		document := _input({"r": request})
		count(dsr_08.deny | dsr_08.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_footage_with_others_in_it_is_found if {
	expected := "true, or why nobody is masked"
	seen := lib.finding_observed("site/s", "/requests/r/masked", expected, false)
	shown := {"kind": "view", "outcome": "granted", "masked": false}
	dsr_08.deny == {seen} with input as _input({"r": shown}) with data.parameters as _parameters
	silent := lib.finding_observed("site/s", "/requests/r/masked", expected, null)
	undescribed := {"outcome": "partial"}
	dsr_08.deny == {silent} with input as _input({"r": undescribed}) with data.parameters as _parameters
}

test_where_nothing_was_shown_nothing_is_asked if {
	every request in [
		{"kind": "view", "outcome": "refused"},
		{"kind": "existence", "outcome": "granted"},
		{"kind": "delete", "outcome": "granted"},
		{"kind": "view"},
	] {
		document := _input({"r": request})
		{answer.subject | some answer in dsr_08.not_applicable} == {"site/s"} with input as document
			with data.parameters as _parameters
		count(dsr_08.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(dsr_08.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_08.deny | dsr_08.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_register_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/requests")}
	read := _input({})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"requests_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"requests": {}}},
	] {
		dsr_08.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_08.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_08.subjects | (dsr_08.deny | dsr_08.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_08.control == "CCTV-DSR-08"
	dsr_08.subjects == {"site/s"} with input as _input({})
}
