package rules.dsr.dsr_06_test

import data.lib
import data.rules.dsr.dsr_06

_parameters := object.union({"observed_max_age_days": 2}, {
	"dsr_limiting_outcomes": ["refused", "partial"],
	"dsr_noticed_outcomes": ["refused", "partial", "postponed"],
	"dsr_refusal_reasons": ["law-prohibits"],
})

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

_refused := {
	"kind": "view",
	"outcome": "refused",
	"reason": "law-prohibits",
	"notice": "DOC-1",
	"objection": true,
}

test_a_lawful_refusal_passes if {
	every request in [
		_refused,
		object.union(_refused, {"outcome": "partial"}),
		object.union(_refused, {"outcome": "postponed", "reason": "other"}),
		object.union(_refused, {"kind": "delete", "reason": "other"}),
		{"kind": "view", "outcome": "granted"},
		{"kind": "view", "relation": "other", "outcome": "refused"},
		{"kind": "view"},
	] {
		document := _input({"r": request})
		count(dsr_06.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_another_reason_is_found if {
	request := object.union(_refused, {"reason": "police-only"})
	finding := lib.finding_observed("site/s", "/requests/r/reason", ["law-prohibits"], "police-only")
	dsr_06.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_no_reason_is_found if {
	request := object.remove(object.union(_refused, {"outcome": "partial"}), ["reason"])
	finding := lib.finding_observed("site/s", "/requests/r/reason", ["law-prohibits"], null)
	dsr_06.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_a_refusal_by_word_of_mouth_is_found if {
	request := object.remove(object.union(_refused, {"outcome": "postponed"}), ["notice"])
	finding := lib.finding_observed("site/s", "/requests/r/notice", "the number of the written notice", null)
	dsr_06.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_a_notice_without_the_way_to_object_is_found if {
	request := object.union(_refused, {"kind": "delete", "objection": false})
	finding := lib.finding_observed("site/s", "/requests/r/objection", true, false)
	dsr_06.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
	silent := object.remove(_refused, ["objection"])
	missing := lib.finding_observed("site/s", "/requests/r/objection", true, null)
	dsr_06.deny == {missing} with input as _input({"r": silent}) with data.parameters as _parameters
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(dsr_06.deny | dsr_06.unknown) == 0 with input as document with data.parameters as _parameters
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
		dsr_06.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_06.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(dsr_06.subjects | (dsr_06.deny | dsr_06.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	dsr_06.control == "CCTV-DSR-06"
	dsr_06.subjects == {"site/s"} with input as _input({})
}
