package rules.ret.ret_10_test

import data.lib
import data.rules.ret.ret_10

_parameters := {"observed_max_age_days": 2, "clock_offset_max_ms": 5000}

_input(seen, clock) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"r": {"role": "recorder"}, "v": {"role": "viewing"}}}},
	"observed": {"hosts": {"r": {"seen": seen, "clock": clock}}},
}

test_right_clock_passes if {
	every offset in [0, 5000, -5000] {
		document := _input("2026-11-29", {"offset_ms": offset, "synchronised": true})
		count(ret_10.deny | ret_10.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_clock_that_is_off_is_found if {
	every offset in [5001, -5001] {
		document := _input("2026-12-01", {"offset_ms": offset, "synchronised": true})
		path := "/hosts/r/clock/offset_ms"
		finding := lib.finding_observed("host/s/r", path, "at most 5000 ms either way", offset)
		ret_10.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_clock_that_is_not_synchronised_is_found if {
	document := _input("2026-12-01", {"offset_ms": 0, "synchronised": false})
	finding := lib.finding_observed("host/s/r", "/hosts/r/clock/synchronised", true, false)
	ret_10.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	ret_10.unknown == {
		lib.unknown("host/s/r", "observed", "/hosts/r/clock/offset_ms"),
		lib.unknown("host/s/r", "observed", "/hosts/r/clock/synchronised"),
	} with input as _input("2026-12-01", {}) with data.parameters as _parameters
}

test_stale_evidence_is_unknown if {
	document := _input("2026-11-28", {"offset_ms": 9000, "synchronised": false})
	count(ret_10.unknown) == 2 with input as document with data.parameters as _parameters
	count(ret_10.deny) == 0 with input as document with data.parameters as _parameters
}

test_other_hosts_are_not_bound if {
	subjects := {answer.subject | some answer in ret_10.not_applicable} with input as _input("2026-12-01", {})
	subjects == {"host/s/v"}
}

test_every_host_is_looked_at if {
	ret_10.control == "CCTV-RET-10"
	ret_10.subjects == {"host/s/r", "host/s/v"} with input as _input("2026-12-01", {})
}
