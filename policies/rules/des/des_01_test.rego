package rules.des.des_01_test

import data.lib
import data.rules.des.des_01

_parameters := {"observed_max_age_days": 2, "retention_grace_days": 5}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_input(seen, erasure) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "erasure": object.union({"problems": []}, erasure)}}},
}

test_a_recorder_that_erases_by_itself_passes if {
	every ran in ["2026-11-30", "2026-11-25"] {
		document := _input("2026-11-30", {"automatic": true, "ran": ran})
		count(des_01.deny | des_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_recorder_that_waits_for_somebody_is_found if {
	document := _input("2026-12-01", {"automatic": false, "ran": "2026-12-01"})
	finding := lib.finding_observed("host/s/r", "/hosts/r/erasure/automatic", true, false)
	des_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_recorder_that_stopped_erasing_is_found if {
	every ran in ["2026-11-24", "2026-12-01"] {
		document := _input("2026-11-30", {"automatic": true, "ran": ran})
		expected := "at most 5 days before it was seen"
		finding := lib.finding_observed("host/s/r", "/hosts/r/erasure/ran", expected, ran)
		des_01.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_what_keeps_a_recorder_from_erasing_is_found if {
	problems := ["nothing is destroyed: the clock went back"]
	document := _input("2026-11-30", {"automatic": true, "ran": "2026-11-30", "problems": problems})
	finding := lib.finding_observed("host/s/r", "/hosts/r/erasure/problems", [], problems)
	des_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_and_old_reports_are_unknown if {
	paths := {"/hosts/r/erasure/automatic", "/hosts/r/erasure/ran", "/hosts/r/erasure/problems"}
	every document in [
		_input("2026-12-01", {"problems": null}),
		_input("2026-11-28", {"automatic": true, "ran": "2026-11-28"}),
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
	] {
		unknown := {lib.unknown("host/s/r", "observed", path) | some path in paths}
		des_01.unknown == unknown with input as document with data.parameters as _parameters
		count(des_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_other_hosts_are_left_out if {
	left := des_01.not_applicable with input as _input("2026-12-01", {})
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	des_01.control == "CCTV-DES-01"
	des_01.subjects == {"host/s/r", "host/s/g"} with input as _input("2026-12-01", {})
}
