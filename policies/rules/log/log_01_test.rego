package rules.log.log_01_test

import data.lib
import data.rules.log.log_01

_parameters := {
	"footage_host_roles": ["recorder"],
	"access_log_fields": ["identifier", "time"],
	"observed_max_age_days": 2,
}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_path := "/hosts/r/access_log/fields"

_input(seen, access_log) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {
		"r": {"seen": seen, "access_log": access_log},
		"g": {"seen": seen, "access_log": {"fields": ["time", "task"]}},
	}},
}

test_log_with_every_field_passes if {
	every value in [["time", "identifier"], ["task", "identifier", "time"]] {
		document := _input("2026-11-29", {"fields": value})
		count(log_01.deny | log_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_log_without_a_field_is_found if {
	every value in [["time", "task"], []] {
		finding := lib.finding_observed("host/s/r", _path, ["identifier", "time"], value)
		log_01.deny == {finding} with input as _input("2026-12-01", {"fields": value})
			with data.parameters as _parameters
	}
}

test_missing_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}),
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
	] {
		log_01.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(log_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	every seen in ["2026-11-28", "2026-12-02"] {
		document := _input(seen, {"fields": ["time", "task"]})
		log_01.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(log_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := log_01.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	log_01.control == "CCTV-LOG-01"
	log_01.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
