package rules.dsr.dsr_02_test

import data.lib
import data.rules.dsr.dsr_02

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_access_days": 10})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

_late(key, received, actual) := {lib.finding_observed(
	"site/s",
	sprintf("/requests/r/%s", [key]),
	sprintf("at most 10 days after %s", [received]),
	actual,
)}

test_an_answer_on_the_tenth_day_passes if {
	every request in [
		{"kind": "view", "received": "2026-11-10", "outcome": "granted", "closed": "2026-11-20"},
		{"kind": "existence", "received": "2026-11-10", "outcome": "refused", "notified": "2026-11-20"},
		{"kind": "view", "received": "2026-11-10", "outcome": "postponed", "notified": "2026-11-11"},
	] {
		document := _input({"r": request})
		count(dsr_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_answer_on_the_eleventh_day_is_found if {
	refused := {"kind": "view", "received": "2026-11-10", "outcome": "refused", "notified": "2026-11-21"}
	finding := _late("notified", "2026-11-10", "2026-11-21")
	dsr_02.deny == finding with input as _input({"r": refused}) with data.parameters as _parameters
}

test_an_answer_that_is_announced_for_later_is_found if {
	coming := {"kind": "view", "received": "2026-11-25", "outcome": "refused", "notified": "2026-12-06"}
	finding := _late("notified", "2026-11-25", "2026-12-06")
	dsr_02.deny == finding with input as _input({"r": coming}) with data.parameters as _parameters
}

test_what_is_granted_is_shown_in_time_and_not_merely_told if {
	granted := {
		"kind": "view",
		"received": "2026-11-10",
		"outcome": "granted",
		"notified": "2026-11-11",
		"closed": "2026-11-21",
	}
	finding := _late("closed", "2026-11-10", "2026-11-21")
	dsr_02.deny == finding with input as _input({"r": granted}) with data.parameters as _parameters
}

test_an_open_request_is_found_on_the_eleventh_day if {
	ten := {"kind": "view", "received": "2026-11-21"}
	count(dsr_02.deny) == 0 with input as _input({"r": ten}) with data.parameters as _parameters
	eleven := {"kind": "view", "received": "2026-11-20"}
	finding := _late("notified", "2026-11-20", null)
	dsr_02.deny == finding with input as _input({"r": eleven}) with data.parameters as _parameters
}

test_a_request_that_does_not_say_what_it_is_counts if {
	bare := {"received": "2026-11-20"}
	count(dsr_02.deny) == 1 with input as _input({"r": bare}) with data.parameters as _parameters
	undated := {"kind": "view"}
	count(dsr_02.deny) == 1 with input as _input({"r": undated}) with data.parameters as _parameters
}

test_other_requests_are_left_to_other_controls if {
	every request in [
		{"kind": "delete", "received": "2026-11-01"},
		{"kind": "suspend", "received": "2026-11-01"},
		{"kind": "view", "relation": "other", "received": "2026-11-01"},
	] {
		document := _input({"r": request})
		count(dsr_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_02.deny | dsr_02.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_02.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_02.subjects | (dsr_02.deny | dsr_02.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_02.control == "CCTV-DSR-02"
	dsr_02.subjects == {"site/s"} with input as _input({})
}
