package rules.sign.sign_11_test

import data.lib
import data.rules.sign.sign_11

_parameters := {"sign_inspection_days": 365, "sign_supplement_layouts": []}

_input(sign, attestations) := {"today": "2026-12-01", "declared": {
	"site": {"id": "s", "signs": {"gate": sign}},
	"cameras": {"c": {"sign": "gate"}},
	"attestations": attestations,
}}

_taken(date) := {"control": "CCTV-SIGN-11", "subject": "sign/s/gate", "date": date, "photo": "sha256:00"}

test_recent_photograph_passes if {
	document := _input({}, {"a": _taken("2025-12-01"), "b": _taken("2020-01-01")})
	count(sign_11.deny) == 0 with input as document with data.parameters as _parameters
}

test_no_attestation_is_left_to_people if {
	count(sign_11.deny) == 0 with input as _input({}, {}) with data.parameters as _parameters
}

test_old_photograph_is_found if {
	document := _input({}, {"a": _taken("2025-11-30"), "b": _taken("2020-01-01"), "c": _taken("2026-12-02")})
	finding := lib.finding("sign/s/gate", "/attestations/a/date", "at most 365 days old", "2025-11-30")
	sign_11.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_photograph_is_found if {
	document := _input({}, {"a": object.remove(_taken("2026-11-01"), ["photo"])})
	finding := lib.finding("sign/s/gate", "/attestations/a/photo", "the hash of the photograph", null)
	sign_11.deny == {finding} with input as document with data.parameters as _parameters
}

test_notice_on_the_web_is_not_bound if {
	document := _input({"mode": "web"}, {"a": _taken("2020-01-01")})
	answer := lib.not_applicable("sign/s/gate", lib.on_web_only)
	sign_11.not_applicable == {answer} with input as document with data.parameters as _parameters
	count(sign_11.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_11.control == "CCTV-SIGN-11"
	sign_11.subjects == {"sign/s/gate"} with input as _input({}, {})
}
