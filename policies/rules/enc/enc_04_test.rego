package rules.enc.enc_04_test

import data.lib
import data.rules.enc.enc_04

_parameters := {"footage_host_roles": ["recorder"], "observed_max_age_days": 2}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_input(seen, biometrics) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "biometrics": biometrics}}},
}

test_no_templates_and_encrypted_ones_pass if {
	every biometrics in [{"templates": 0}, {"templates": 0, "encrypted": false}, {"templates": 9, "encrypted": true}] {
		count(enc_04.deny | enc_04.unknown) == 0 with input as _input("2026-11-29", biometrics)
			with data.parameters as _parameters
	}
}

test_open_templates_are_found if {
	document := _input("2026-12-01", {"templates": 1, "encrypted": false})
	finding := lib.finding_observed("host/s/r", "/hosts/r/biometrics/encrypted", true, false)
	enc_04.deny == {finding} with input as document with data.parameters as _parameters
}

test_templates_that_do_not_say_are_unknown if {
	document := _input("2026-12-01", {"templates": 1})
	unknown := lib.unknown("host/s/r", "observed", "/hosts/r/biometrics/encrypted")
	enc_04.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}), _input("2026-11-28", {"templates": 1, "encrypted": false})] {
		unknown := lib.unknown("host/s/r", "observed", "/hosts/r/biometrics/templates")
		enc_04.unknown == {unknown} with input as document with data.parameters as _parameters
		count(enc_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := enc_04.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	enc_04.control == "CCTV-ENC-04"
	enc_04.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
