package rules.ops.ops_01_test

import data.lib
import data.rules.ops.ops_01

_parameters := {"footage_host_roles": ["recorder"], "malware_update_max_days": 1, "observed_max_age_days": 2}

_input(seen, protection) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"r": {"role": "recorder"}, "g": {"role": "gateway"}}}},
	"observed": {"hosts": {"r": {"seen": seen, "protection": protection}}},
}

test_software_that_is_up_to_date_passes if {
	every updated in ["2026-11-28", "2026-11-29"] {
		document := _input("2026-11-29", {"active": true, "updated": updated})
		count(ops_01.deny | ops_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_software_that_does_not_run_is_found if {
	document := _input("2026-12-01", {"active": false, "updated": "2026-12-01"})
	finding := lib.finding_observed("host/s/r", "/hosts/r/protection/active", true, false)
	ops_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_old_signatures_are_found if {
	document := _input("2026-11-30", {"active": true, "updated": "2026-11-28"})
	path := "/hosts/r/protection/updated"
	finding := lib.finding_observed("host/s/r", path, "at most 1d before 2026-11-30", "2026-11-28")
	ops_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}), _input("2026-11-28", {"active": false, "updated": "2026-01-01"})] {
		ops_01.unknown == {
			lib.unknown("host/s/r", "observed", "/hosts/r/protection/active"),
			lib.unknown("host/s/r", "observed", "/hosts/r/protection/updated"),
		} with input as document with data.parameters as _parameters
		count(ops_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := ops_01.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	ops_01.control == "CCTV-OPS-01"
	ops_01.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
