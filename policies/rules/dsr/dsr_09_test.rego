package rules.dsr.dsr_09_test

import data.lib
import data.rules.dsr.dsr_09

_parameters := object.union({"observed_max_age_days": 2}, {})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_a_fee_within_the_cost_passes if {
	every request in [
		{"fee": {"won": 20000, "cost_won": 20000, "cause": "requester"}},
		{"fee": {"won": 0, "cause": "operator"}},
		{"fee": {}},
		{"kind": "view"},
	] {
		document := _input({"r": request})
		count(dsr_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_fee_above_the_cost_is_found if {
	expected := "at most the cost, and the cost is recorded"
	finding := lib.finding_observed("site/s", "/requests/r/fee/won", expected, 20001)
	every fee in [
		{"won": 20001, "cost_won": 20000, "cause": "requester"},
		{"won": 20001, "cause": "requester"},
	] {
		document := _input({"r": {"fee": fee}})
		dsr_09.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_fee_for_what_the_operator_caused_is_found if {
	caused := {"fee": {"won": 1, "cost_won": 20000, "cause": "operator"}}
	finding := lib.finding_observed("site/s", "/requests/r/fee/cause", "requester", "operator")
	dsr_09.deny == {finding} with input as _input({"r": caused}) with data.parameters as _parameters
	unsaid := {"fee": {"won": 1, "cost_won": 20000}}
	missing := lib.finding_observed("site/s", "/requests/r/fee/cause", "requester", null)
	dsr_09.deny == {missing} with input as _input({"r": unsaid}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_09.deny | dsr_09.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_09.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_09.subjects | (dsr_09.deny | dsr_09.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_09.control == "CCTV-DSR-09"
	dsr_09.subjects == {"site/s"} with input as _input({})
}
