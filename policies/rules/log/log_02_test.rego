package rules.log.log_02_test

import data.lib
import data.rules.log.log_02

_parameters := {
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
	"access_log_min_days": 366,
	"access_log_long_min_days": 731,
	"access_log_many_subjects": 50000,
}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_few := {"data_subjects": 49999, "sensitive_subjects": 0}

_input(size, seen, log) := {
	"today": "2026-12-01",
	"declared": {"organization": {"size": size}, "site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "access_log": log}}},
}

_log(kept) := {"kept_days": kept, "since": "2026-03-02", "oldest": "2026-03-02"}

test_one_year_is_enough_for_few_people if {
	count(log_02.deny | log_02.unknown) == 0 with input as _input(_few, "2026-11-29", _log(366))
		with data.parameters as _parameters
}

test_less_than_a_year_is_found if {
	finding := lib.finding_observed("host/s/r", "/hosts/r/access_log/kept_days", "at least 366 days", 365)
	log_02.deny == {finding} with input as _input(_few, "2026-12-01", _log(365)) with data.parameters as _parameters
}

test_two_years_are_enough_for_anybody if {
	count(log_02.deny | log_02.unknown) == 0 with input as _input({}, "2026-12-01", _log(731))
		with data.parameters as _parameters
}

test_many_people_sensitive_data_and_missing_figures_ask_for_two_years if {
	finding := lib.finding_observed("host/s/r", "/hosts/r/access_log/kept_days", "at least 731 days", 730)
	every size in [
		{"data_subjects": 50000, "sensitive_subjects": 0},
		{"data_subjects": 100, "sensitive_subjects": 1},
		{"sensitive_subjects": 0},
		{"data_subjects": 100},
		{},
	] {
		log_02.deny == {finding} with input as _input(size, "2026-12-01", _log(730))
			with data.parameters as _parameters
	}
}

test_lost_entries_are_found if {
	log := {"kept_days": 366, "since": "2020-01-01", "oldest": "2026-11-01"}
	expected := "entries from 2020-01-01 on, or of the last 366 days"
	finding := lib.finding_observed("host/s/r", "/hosts/r/access_log/oldest", expected, "2026-11-01")
	log_02.deny == {finding} with input as _input(_few, "2026-12-01", log) with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input(_few, "2026-12-01", {}), _input(_few, "2026-11-28", _log(1))] {
		paths := {answer.path | some answer in log_02.unknown} with input as document with data.parameters as _parameters
		paths == {sprintf("/hosts/r/access_log/%s", [key]) | some key in ["kept_days", "since", "oldest"]}
		count(log_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := log_02.not_applicable with input as _input(_few, "2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	log_02.control == "CCTV-LOG-02"
	log_02.subjects == {"host/s/g", "host/s/r"} with input as _input(_few, "2026-12-01", {})
}
