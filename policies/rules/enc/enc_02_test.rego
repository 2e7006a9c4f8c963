package rules.enc.enc_02_test

import data.lib
import data.rules.enc.enc_02

_parameters := {"footage_host_roles": ["recorder"], "observed_max_age_days": 2}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_input(seen, exports) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "exports": exports}}},
}

test_encrypted_exports_and_none_pass if {
	every exports in [{}, {"x": {"encrypted": true}}] {
		count(enc_02.deny | enc_02.unknown) == 0 with input as _input("2026-11-29", exports)
			with data.parameters as _parameters
	}
}

test_open_export_is_found if {
	document := _input("2026-12-01", {"x": {"encrypted": false}, "y": {"encrypted": true}})
	finding := lib.finding_observed("host/s/r", "/hosts/r/exports/x/encrypted", true, false)
	enc_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_export_that_does_not_say_is_unknown if {
	document := _input("2026-12-01", {"x": {}})
	unknown := lib.unknown("host/s/r", "observed", "/hosts/r/exports/x/encrypted")
	enc_02.unknown == {unknown} with input as document with data.parameters as _parameters
	count(enc_02.deny) == 0 with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
		_input("2026-11-28", {"x": {"encrypted": false}}),
	] {
		enc_02.unknown == {lib.unknown("host/s/r", "observed", "/hosts/r/exports")} with input as document
			with data.parameters as _parameters
		count(enc_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := enc_02.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	enc_02.control == "CCTV-ENC-02"
	enc_02.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
