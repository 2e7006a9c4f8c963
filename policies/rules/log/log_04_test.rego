package rules.log.log_04_test

import data.lib
import data.rules.log.log_04

_parameters := {
	"access_log_protections": ["remote_copy", "hash_chain"],
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
}

_input(seen, log) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"r": {"role": "recorder"}, "g": {"role": "gateway"}}}},
	"observed": {"hosts": {"r": {"seen": seen, "access_log": log}, "g": {"seen": seen, "access_log": log}}},
}

test_log_that_is_copied_and_chained_passes if {
	document := _input("2026-11-29", {"remote_copy": true, "hash_chain": true})
	count(log_04.deny | log_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_log_without_a_protection_is_found if {
	every key in ["remote_copy", "hash_chain"] {
		document := _input("2026-12-01", object.union({"remote_copy": true, "hash_chain": true}, {key: false}))
		finding := lib.finding_observed("host/s/r", sprintf("/hosts/r/access_log/%s", [key]), true, false)
		log_04.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}), _input("2026-11-28", {"remote_copy": false, "hash_chain": false})] {
		log_04.unknown == {
			lib.unknown("host/s/r", "observed", "/hosts/r/access_log/remote_copy"),
			lib.unknown("host/s/r", "observed", "/hosts/r/access_log/hash_chain"),
		} with input as document with data.parameters as _parameters
		count(log_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := log_04.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	log_04.control == "CCTV-LOG-04"
	log_04.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {})
}
