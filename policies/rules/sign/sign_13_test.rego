package rules.sign.sign_13_test

import data.lib
import data.rules.sign.sign_13

_parameters := {"sign_contact_test_days": 90, "sign_supplement_layouts": []}

_input(attestations) := {"today": "2026-12-01", "declared": {
	"site": {"id": "s", "responsible": {"phone": "02-100"}, "signs": {"gate": {}}},
	"cameras": {"c": {"sign": "gate"}},
	"attestations": attestations,
}}

_call(date, result) := {"control": "CCTV-SIGN-13", "subject": "site/s", "date": date, "result": result}

test_recent_call_that_was_answered_passes if {
	count(sign_13.deny) == 0 with input as _input({"a": _call("2026-09-02", "good")}) with data.parameters as _parameters
}

test_no_attestation_is_left_to_people if {
	count(sign_13.deny) == 0 with input as _input({}) with data.parameters as _parameters
}

test_old_call_is_found if {
	finding := lib.finding("site/s", "/attestations/a/date", "at most 90 days old", "2026-09-01")
	sign_13.deny == {finding} with input as _input({"a": _call("2026-09-01", "good")}) with data.parameters as _parameters
}

test_call_that_nobody_answered_is_found if {
	finding := lib.finding("site/s", "/attestations/a/result", "good", "bad")
	sign_13.deny == {finding} with input as _input({"a": _call("2026-11-30", "bad")}) with data.parameters as _parameters
}

test_call_without_a_result_is_found if {
	call := object.remove(_call("2026-11-30", "good"), ["result"])
	finding := lib.finding("site/s", "/attestations/a/result", "good", null)
	sign_13.deny == {finding} with input as _input({"a": call}) with data.parameters as _parameters
}

test_missing_number_is_found if {
	declared := {"site": {"id": "s", "signs": {"gate": {}}}, "cameras": {"c": {"sign": "gate"}}}
	finding := lib.finding("site/s", "/site/responsible/phone", "a telephone number to try", null)
	sign_13.deny == {finding} with input as {"today": "2026-12-01", "declared": declared}
		with data.parameters as _parameters
}

test_site_without_signs_is_not_bound if {
	document := object.union(
		_input({"a": _call("2020-01-01", "bad")}),
		{"declared": {"cameras": {"c": {"regime": "art15_nonopen"}}}},
	)
	sign_13.not_applicable == {lib.not_applicable("site/s", lib.no_bound_sign)} with input as document
		with data.parameters as _parameters
	count(sign_13.deny) == 0 with input as document with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	sign_13.control == "CCTV-SIGN-13"
	sign_13.subjects == {"site/s"} with input as _input({})
}

test_site_without_signs_is_only_left_out if {
	declared := {"site": {"id": "s"}, "cameras": {}, "attestations": {"a": _call("2026-01-01", "bad")}}
	document := {"today": "2026-12-01", "declared": declared}
	count(sign_13.deny) == 0 with input as document with data.parameters as _parameters
	count(sign_13.not_applicable) == 1 with input as document with data.parameters as _parameters
}

test_site_with_signs_is_not_left_out if {
	count(sign_13.not_applicable) == 0 with input as _input({}) with data.parameters as _parameters
}
