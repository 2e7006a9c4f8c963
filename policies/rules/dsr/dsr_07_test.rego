package rules.dsr.dsr_07_test

import data.lib
import data.rules.dsr.dsr_07

_parameters := object.union({"observed_max_age_days": 2}, {"dsr_invalid_reasons": ["police-only", "others-visible"]})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

test_other_reasons_pass if {
	every request in [{"reason": "law-prohibits"}, {"outcome": "granted"}] {
		document := _input({"r": request})
		count(dsr_07.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_reason_that_is_none_is_found if {
	every request in [{"reason": "police-only"}, {"reason": "police-only", "relation": "other", "kind": "delete"}] {
		document := _input({"r": request})
		expected := "none of police-only, others-visible"
		finding := lib.finding_observed("site/s", "/requests/r/reason", expected, "police-only")
		dsr_07.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_07.deny | dsr_07.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_07.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_07.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_07.subjects | (dsr_07.deny | dsr_07.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_07.control == "CCTV-DSR-07"
	dsr_07.subjects == {"site/s"} with input as _input({})
}
