package rules.led.led_02_test

import data.lib
import data.rules.led.led_02

_parameters := {
	"observed_max_age_days": 2,
	"request_columns": ["requester", "handler"],
	"request_refusal_columns": ["refusal"],
	"request_copy_columns": ["copy"],
	"dsr_limiting_outcomes": ["refused", "partial"],
	"dsr_showing_outcomes": ["granted", "partial"],
}

_input(requests) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"requests_seen": "2026-11-30", "requests": requests},
}

_finding(due, filled) := lib.finding_observed("site/s", "/requests/r/fields", due, filled)

test_a_complete_record_passes if {
	base := ["handler", "requester"]
	every request in [
		{"kind": "view", "outcome": "granted", "form": "shown", "fields": base},
		{"kind": "view", "outcome": "granted", "form": "copy", "fields": ["copy", "handler", "requester"]},
		{"kind": "view", "outcome": "refused", "fields": ["refusal", "handler", "requester"]},
		{"kind": "view", "outcome": "partial", "fields": ["refusal", "copy", "handler", "requester"]},
		{"kind": "view", "outcome": "not-held", "fields": base},
		{"kind": "existence", "outcome": "granted", "fields": base},
		{"kind": "delete", "outcome": "granted", "fields": base},
	] {
		document := _input({"r": request})
		count(led_02.deny | led_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_record_that_lacks_a_column_is_found if {
	every request in [
		{"kind": "existence", "outcome": "granted", "fields": ["requester"]},
		{"kind": "delete", "outcome": "granted", "fields": []},
		{"kind": "view", "outcome": "not-held"},
	] {
		finding := _finding(["requester", "handler"], object.get(request, "fields", []))
		led_02.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
	}
}

test_a_refusal_without_its_reason_is_found if {
	request := {"kind": "view", "outcome": "refused", "fields": ["requester", "handler"]}
	finding := _finding(["requester", "handler", "refusal"], ["requester", "handler"])
	led_02.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
}

test_a_copy_without_its_reason_is_found if {
	every request in [
		{"kind": "view", "outcome": "granted", "form": "copy", "fields": ["requester", "handler"]},
		{"outcome": "granted", "fields": ["requester", "handler"]},
	] {
		finding := _finding(["requester", "handler", "copy"], ["requester", "handler"])
		led_02.deny == {finding} with input as _input({"r": request}) with data.parameters as _parameters
	}
}

test_other_requests_are_left_to_other_controls if {
	every request in [
		{"kind": "view"},
		{"kind": "suspend", "outcome": "granted"},
		{"kind": "view", "relation": "other", "outcome": "passed-on"},
	] {
		count(led_02.deny) == 0 with input as _input({"r": request}) with data.parameters as _parameters
	}
}

test_no_request_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(led_02.deny | led_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_register_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/requests")}
	read := _input({"r": {"outcome": "granted"}})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
	] {
		led_02.unknown == unknown with input as document with data.parameters as _parameters
		count(led_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_site_is_looked_at if {
	led_02.control == "CCTV-LED-02"
	led_02.subjects == {"site/s"} with input as _input({})
	count(led_02.subjects | led_02.unknown) == 0 with input as {"declared": {"sites": {}}}
		with data.parameters as _parameters
}
