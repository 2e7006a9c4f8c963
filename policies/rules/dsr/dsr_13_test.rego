package rules.dsr.dsr_13_test

import data.lib
import data.rules.dsr.dsr_13

_parameters := object.union({"observed_max_age_days": 2}, {})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_an_agent_with_a_mandate_passes if {
	every request in [
		{"relation": "agent", "outcome": "granted", "mandate": "DOC-1"},
		{"relation": "agent"},
		{"relation": "self", "outcome": "granted"},
		{"outcome": "granted"},
	] {
		document := _input({"r": request})
		count(dsr_13.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_agent_without_one_is_found if {
	request := {"relation": "agent", "outcome": "granted"}
	finding := lib.finding_observed("site/s", "/requests/r/mandate", "the paper that makes the agent one", null)
	dsr_13.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_13.deny | dsr_13.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_13.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_13.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_13.subjects | (dsr_13.deny | dsr_13.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_13.control == "CCTV-DSR-13"
	dsr_13.subjects == {"site/s"} with input as _input({})
}
