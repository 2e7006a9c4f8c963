package rules.dsr.dsr_05_test

import data.lib
import data.rules.dsr.dsr_05

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_hold_days": 1})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "holds": {"h": {"cameras": ["c1", "c2"]}, "bare": {}}}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

_request(changes) := object.union(
	{"kind": "view", "received": "2026-11-20", "cameras": ["c1"], "hold": {"id": "h", "made": "2026-11-21"}},
	changes,
)

test_a_hold_by_the_next_day_passes if {
	every request in [
		_request({}),
		_request({"cameras": ["c1", "c2"]}),
		{"kind": "view", "received": "2026-11-30"},
		{"kind": "view", "received": "2026-11-01", "outcome": "not-held"},
		{"kind": "delete", "received": "2026-11-01"},
	] {
		document := _input({"r": request})
		count(dsr_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_late_hold_is_found if {
	late := _request({"hold": {"id": "h", "made": "2026-11-22"}})
	expected := "days after 2026-11-20: at most 1"
	finding := lib.finding_observed("site/s", "/requests/r/hold/made", expected, "2026-11-22")
	dsr_05.deny == {finding} with input as _input({"r": late}) with data.parameters as _parameters
}

test_no_hold_is_found_from_the_second_day_on if {
	expected := "days after 2026-11-29: at most 1"
	finding := lib.finding_observed("site/s", "/requests/r/hold/made", expected, null)
	every request in [
		{"kind": "view", "received": "2026-11-29"},
		{"kind": "view", "received": "2026-11-29", "hold": {}},
	] {
		document := _input({"r": request})
		dsr_05.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_decision_without_a_hold_is_found_at_once if {
	decided := {"kind": "view", "received": "2026-12-01", "outcome": "refused"}
	count(dsr_05.deny) == 1 with input as _input({"r": decided}) with data.parameters as _parameters
}

test_a_hold_that_does_not_say_when_it_was_made_is_found if {
	request := {"kind": "view", "received": "2026-12-01", "cameras": ["c1"], "hold": {"id": "h"}}
	count(dsr_05.deny) == 1 with input as _input({"r": request}) with data.parameters as _parameters
}

test_the_hold_of_an_undecided_request_is_declared_for_its_cameras if {
	every outcome in [{}, {"outcome": "postponed"}] {
		request := _request(object.union(outcome, {"cameras": ["c1", "c3"]}))
		finding := lib.finding("site/s", "/site/holds/h/cameras", ["c1", "c3"], ["c1", "c2"])
		dsr_05.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
	}
	every hold in ["gone", "bare"] {
		request := _request({"hold": {"id": hold}})
		finding := lib.finding("site/s", sprintf("/site/holds/%s/cameras", [hold]), ["c1"], null)
		dsr_05.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
	}
}

test_an_undecided_request_says_which_cameras_it_concerns if {
	request := {"kind": "view", "received": "2026-11-20", "hold": {"id": "h", "made": "2026-11-20"}}
	finding := lib.finding("site/s", "/site/holds/h/cameras", "the cameras of the request r", ["c1", "c2"])
	dsr_05.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_the_hold_of_a_decided_request_may_be_gone if {
	decided := _request({"outcome": "granted", "hold": {"id": "gone"}})
	count(dsr_05.deny) == 0 with input as _input({"r": decided}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_05.deny | dsr_05.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_05.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_05.subjects | (dsr_05.deny | dsr_05.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_05.control == "CCTV-DSR-05"
	dsr_05.subjects == {"site/s"} with input as _input({})
}
