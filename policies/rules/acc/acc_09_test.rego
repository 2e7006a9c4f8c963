package rules.acc.acc_09_test

import data.lib
import data.rules.acc.acc_09

_parameters := {"footage_host_roles": ["recorder"], "password_min_length": 10, "observed_max_age_days": 2}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_path := "/hosts/r/login/password_min_length"

_input(seen, login) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {
		"r": {"seen": seen, "login": login},
		"g": {"seen": seen, "login": {"password_min_length": 9}},
	}},
}

test_length_of_the_rule_passes if {
	every value in [10, 16] {
		document := _input("2026-11-29", {"password_min_length": value})
		count(acc_09.deny | acc_09.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_shorter_length_is_found if {
	every value in [9, 0] {
		finding := lib.finding_observed("host/s/r", _path, "at least 10 characters", value)
		acc_09.deny == {finding} with input as _input("2026-12-01", {"password_min_length": value})
			with data.parameters as _parameters
	}
}

test_missing_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}),
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
	] {
		acc_09.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	every seen in ["2026-11-28", "2026-12-02"] {
		document := _input(seen, {"password_min_length": 9})
		acc_09.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := acc_09.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	acc_09.control == "CCTV-ACC-09"
	acc_09.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
