package rules.dsr.dsr_12_test

import data.lib
import data.rules.dsr.dsr_12

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_suspension_days": 10})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s"},
		"cameras": {"open": {}, "staff": {"regime": "art15_nonopen"}},
	},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_a_request_about_open_places_alone_passes if {
	every request in [
		{"kind": "suspend", "received": "2026-11-01", "cameras": ["open"]},
		{"kind": "suspend", "received": "2026-11-21", "cameras": ["staff"]},
		{"kind": "suspend", "received": "2026-11-01", "outcome": "granted", "closed": "2026-11-11", "cameras": ["staff"]},
		{"kind": "view", "received": "2026-11-01"},
		{"kind": "suspend", "relation": "other", "received": "2026-11-01", "cameras": ["staff"]},
	] {
		document := _input({"r": request})
		count(dsr_12.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_late_answer_about_a_staff_only_place_is_found if {
	finding := lib.finding_observed("site/s", "/requests/r/notified", "at most 10 days after 2026-11-20", null)
	every cameras in [["open", "staff"], ["gone"]] {
		document := _input({"r": {"kind": "suspend", "received": "2026-11-20", "cameras": cameras}})
		dsr_12.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_request_that_names_no_camera_is_found if {
	finding := lib.finding_observed("site/s", "/requests/r/cameras", "the cameras that it concerns", null)
	nameless := {"kind": "suspend", "received": "2026-12-01"}
	dsr_12.deny == {finding} with input as _input({"r": nameless}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_12.deny | dsr_12.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_12.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_12.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_12.subjects | (dsr_12.deny | dsr_12.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_12.control == "CCTV-DSR-12"
	dsr_12.subjects == {"site/s"} with input as _input({})
}
