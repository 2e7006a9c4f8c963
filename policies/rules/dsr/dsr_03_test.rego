package rules.dsr.dsr_03_test

import data.lib
import data.rules.dsr.dsr_03

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_deletion_days": 10})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_a_result_in_time_passes if {
	every request in [
		{"kind": "delete", "received": "2026-11-10", "outcome": "granted", "closed": "2026-11-20"},
		{"kind": "delete", "received": "2026-11-10", "outcome": "refused", "notified": "2026-11-20"},
		{"kind": "delete", "received": "2026-11-21"},
		{"kind": "view", "received": "2026-11-01"},
		{"kind": "delete", "relation": "other", "received": "2026-11-01"},
	] {
		document := _input({"r": request})
		count(dsr_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_late_result_is_found if {
	late := {"kind": "delete", "received": "2026-11-10", "outcome": "refused", "notified": "2026-11-21"}
	expected := "at most 10 days after 2026-11-10"
	finding := lib.finding_observed("site/s", "/requests/r/notified", expected, "2026-11-21")
	dsr_03.deny == {finding} with input as _input({"r": late}) with data.parameters as _parameters
}

test_an_open_request_is_found_on_the_eleventh_day if {
	open := {"kind": "delete", "received": "2026-11-20"}
	expected := "at most 10 days after 2026-11-20"
	finding := lib.finding_observed("site/s", "/requests/r/notified", expected, null)
	dsr_03.deny == {finding} with input as _input({"r": open}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_03.deny | dsr_03.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_03.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_03.subjects | (dsr_03.deny | dsr_03.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_03.control == "CCTV-DSR-03"
	dsr_03.subjects == {"site/s"} with input as _input({})
}
