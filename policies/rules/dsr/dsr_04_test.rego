package rules.dsr.dsr_04_test

import data.lib
import data.rules.dsr.dsr_04

_parameters := object.union({"observed_max_age_days": 2}, {})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_a_checked_identity_passes if {
	every request in [
		{"kind": "view", "outcome": "granted", "identity": "passport"},
		{"kind": "delete", "relation": "agent", "outcome": "refused", "identity": "id-card"},
		{"kind": "view"},
		{"kind": "view", "relation": "other", "outcome": "passed-on"},
	] {
		document := _input({"r": request})
		count(dsr_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_decision_without_an_identity_is_found if {
	every request in [
		{"kind": "view", "outcome": "granted"},
		{"kind": "delete", "outcome": "refused", "relation": "self"},
	] {
		document := _input({"r": request})
		expected := "by what the identity was checked"
		finding := lib.finding_observed("site/s", "/requests/r/identity", expected, null)
		dsr_04.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_04.deny | dsr_04.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_04.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_04.subjects | (dsr_04.deny | dsr_04.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_04.control == "CCTV-DSR-04"
	dsr_04.subjects == {"site/s"} with input as _input({})
}
