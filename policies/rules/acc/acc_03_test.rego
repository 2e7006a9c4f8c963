package rules.acc.acc_03_test

import data.lib
import data.rules.acc.acc_03

_parameters := {"footage_host_roles": ["recorder"], "observed_max_age_days": 2, "rights_log_min_days": 1096}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_input(seen, log) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "rights_log": log}}},
}

_log(kept, since, oldest) := {"kept_days": kept, "since": since, "oldest": oldest}

test_log_of_three_years_passes if {
	every log in [
		_log(1096, "2020-01-01", "2023-11-29"),
		_log(2000, "2020-01-01", "2021-01-01"),
		_log(1096, "2026-03-02", "2026-03-02"),
	] {
		document := _input("2026-11-29", log)
		count(acc_03.deny | acc_03.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_shorter_setting_is_found if {
	finding := lib.finding_observed("host/s/r", "/hosts/r/rights_log/kept_days", "at least 1096 days", 1095)
	document := _input("2026-12-01", _log(1095, "2026-03-02", "2026-03-02"))
	acc_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_lost_entries_are_found if {
	every case in [["2020-01-01", "2023-12-01"], ["2026-03-02", "2026-03-03"]] {
		expected := sprintf("entries from %s on, or of the last 1096 days", [case[0]])
		finding := lib.finding_observed("host/s/r", "/hosts/r/rights_log/oldest", expected, case[1])
		document := _input("2026-11-30", _log(1096, case[0], case[1]))
		acc_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}),
		_input("2026-11-28", _log(1, "2020-01-01", "2026-11-01")),
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
	] {
		acc_03.unknown == {
			lib.unknown("host/s/r", "observed", "/hosts/r/rights_log/kept_days"),
			lib.unknown("host/s/r", "observed", "/hosts/r/rights_log/since"),
			lib.unknown("host/s/r", "observed", "/hosts/r/rights_log/oldest"),
		} with input as document with data.parameters as _parameters
		count(acc_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := acc_03.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	acc_03.control == "CCTV-ACC-03"
	acc_03.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
