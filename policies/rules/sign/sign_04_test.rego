package rules.sign.sign_04_test

import data.lib
import data.rules.sign.sign_04

_parameters := {"sign_supplement_layouts": []}

_input(sign, attestations) := {"today": "2026-12-01", "declared": {
	"site": {"id": "s", "signs": {"gate": sign}},
	"cameras": {"c": {"sign": "gate"}},
	"attestations": attestations,
}}

_seen(result) := {"a": {
	"control": "CCTV-SIGN-04",
	"subject": "sign/s/gate",
	"date": "2026-11-01",
	"result": result,
}}

test_sign_within_view_passes if {
	every attestations in [{}, _seen("good")] {
		count(sign_04.deny) == 0 with input as _input({"within_view": true}, attestations)
			with data.parameters as _parameters
	}
}

test_sign_out_of_view_is_found if {
	finding := lib.finding("sign/s/gate", "/site/signs/gate/within_view", true, false)
	sign_04.deny == {finding} with input as _input({"within_view": false}, {}) with data.parameters as _parameters
}

test_missing_field_is_found if {
	finding := lib.finding("sign/s/gate", "/site/signs/gate/within_view", true, null)
	sign_04.deny == {finding} with input as _input({}, {}) with data.parameters as _parameters
}

test_sign_that_a_person_found_bad_is_found if {
	finding := lib.finding("sign/s/gate", "/attestations/a/result", "good", "bad")
	sign_04.deny == {finding} with input as _input({"within_view": true}, _seen("bad")) with data.parameters as _parameters
}

test_notice_on_the_web_is_not_bound if {
	answer := lib.not_applicable("sign/s/gate", lib.on_web_only)
	sign_04.not_applicable == {answer} with input as _input({"mode": "web"}, {}) with data.parameters as _parameters
	count(sign_04.deny) == 0 with input as _input({"mode": "web"}, {}) with data.parameters as _parameters
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := {"site": {"id": "s", "signs": {"gate": {}}}, "cameras": {"c": {"sign": "gate", "regime": "art15_nonopen"}}}
	sign_04.not_applicable == {lib.not_applicable("sign/s/gate", lib.staff_only)} with input.declared as declared
		with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_04.control == "CCTV-SIGN-04"
	sign_04.subjects == {"sign/s/gate"} with input as _input({}, {})
}
