package rules.dsr.dsr_11_test

import data.lib
import data.rules.dsr.dsr_11

_parameters := object.union({"observed_max_age_days": 2}, {})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_requests_of_the_person_and_those_passed_on_pass if {
	every request in [
		{"relation": "self", "outcome": "granted"},
		{"relation": "agent"},
		{"relation": "other", "outcome": "passed-on"},
	] {
		document := _input({"r": request})
		count(dsr_11.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_third_party_that_is_served_is_found if {
	shown := {"relation": "other", "outcome": "granted"}
	finding := lib.finding_observed("site/s", "/requests/r/outcome", "passed-on", "granted")
	dsr_11.deny == {finding} with input as _input({"r": shown}) with data.parameters as _parameters
	open := lib.finding_observed("site/s", "/requests/r/outcome", "passed-on", null)
	dsr_11.deny == {open} with input as _input({"r": {"relation": "other"}}) with data.parameters as _parameters
}

test_a_request_that_does_not_say_who_asks_is_found if {
	finding := lib.finding_observed("site/s", "/requests/r/relation", "self, agent or other", null)
	dsr_11.deny == {finding} with input as _input({"r": {}}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_11.deny | dsr_11.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_11.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_11.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_11.subjects | (dsr_11.deny | dsr_11.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_11.control == "CCTV-DSR-11"
	dsr_11.subjects == {"site/s"} with input as _input({})
}
