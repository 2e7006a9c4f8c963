package rules.acc.acc_05_test

import data.lib
import data.rules.acc.acc_05

_parameters := {"footage_host_roles": ["recorder"], "login_failures_max": 5, "observed_max_age_days": 2}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_path := "/hosts/r/login/failures_before_lock"

_input(seen, login) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {
		"r": {"seen": seen, "login": login},
		"g": {"seen": seen, "login": {"failures_before_lock": 6}},
	}},
}

test_login_that_locks_passes if {
	every value in [1, 5] {
		document := _input("2026-11-29", {"failures_before_lock": value})
		count(acc_05.deny | acc_05.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_login_that_locks_late_or_never_is_found if {
	every value in [6, 0] {
		finding := lib.finding_observed("host/s/r", _path, "a lock after at most 5 failures", value)
		acc_05.deny == {finding} with input as _input("2026-12-01", {"failures_before_lock": value})
			with data.parameters as _parameters
	}
}

test_missing_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}),
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
	] {
		acc_05.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	every seen in ["2026-11-28", "2026-12-02"] {
		document := _input(seen, {"failures_before_lock": 6})
		acc_05.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := acc_05.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	acc_05.control == "CCTV-ACC-05"
	acc_05.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
