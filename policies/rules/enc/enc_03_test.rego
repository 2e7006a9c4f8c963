package rules.enc.enc_03_test

import data.lib
import data.rules.enc.enc_03

_parameters := {"observed_max_age_days": 2}

_good := {"password_storage": "one-way", "clear_services": []}

_input(seen, login) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"g": {"role": "gateway"}}}},
	"observed": {"hosts": {"g": {"seen": seen, "login": login}}},
}

test_hashes_and_encrypted_logins_pass if {
	count(enc_03.deny | enc_03.unknown) == 0 with input as _input("2026-11-29", _good)
		with data.parameters as _parameters
}

test_password_that_can_be_read_is_found if {
	every storage in ["reversible", "clear"] {
		document := _input("2026-12-01", object.union(_good, {"password_storage": storage}))
		finding := lib.finding_observed("host/s/g", "/hosts/g/login/password_storage", "one-way", storage)
		enc_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_login_in_the_clear_is_found if {
	document := _input("2026-12-01", object.union(_good, {"clear_services": ["telnet"]}))
	finding := lib.finding_observed("host/s/g", "/hosts/g/login/clear_services", [], ["telnet"])
	enc_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}),
		_input("2026-11-28", {"password_storage": "clear", "clear_services": ["http"]}),
	] {
		enc_03.unknown == {
			lib.unknown("host/s/g", "observed", "/hosts/g/login/password_storage"),
			lib.unknown("host/s/g", "observed", "/hosts/g/login/clear_services"),
		} with input as document with data.parameters as _parameters
		count(enc_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_every_host_is_looked_at if {
	enc_03.control == "CCTV-ENC-03"
	enc_03.subjects == {"host/s/g"} with input as _input("2026-12-01", {})
}
