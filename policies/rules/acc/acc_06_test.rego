package rules.acc.acc_06_test

import data.lib
import data.rules.acc.acc_06

_parameters := {"footage_host_roles": ["recorder", "viewing"], "idle_minutes_max": 30, "observed_max_age_days": 2}

_hosts := {
	"r": {"role": "recorder"},
	"g": {"role": "gateway", "live_wall": true},
	"w": {"role": "viewing", "live_wall": true},
}

_path := "/hosts/r/login/idle_minutes"

_input(seen, login) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {
		"r": {"seen": seen, "login": login},
		"g": {"seen": seen, "login": {"idle_minutes": 0}},
		"w": {"seen": seen, "login": {"idle_minutes": 0}},
	}},
}

_walls(host) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"v": host}}},
	"observed": {"hosts": {"v": {"seen": "2026-12-01", "login": {"idle_minutes": 0}}}},
}

test_session_that_ends_passes if {
	every minutes in [1, 30] {
		document := _input("2026-11-29", {"idle_minutes": minutes})
		count(acc_06.deny | acc_06.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_session_that_ends_late_or_never_is_found if {
	every minutes in [31, 0] {
		finding := lib.finding_observed("host/s/r", _path, "an end after at most 30 minutes", minutes)
		acc_06.deny == {finding} with input as _input("2026-12-01", {"idle_minutes": minutes})
			with data.parameters as _parameters
	}
}

test_only_a_viewing_host_that_says_so_is_a_wall if {
	every host in [{"role": "viewing"}, {"role": "viewing", "live_wall": false}, {"role": "recorder", "live_wall": true}] {
		path := "/hosts/v/login/idle_minutes"
		finding := lib.finding_observed("host/s/v", path, "an end after at most 30 minutes", 0)
		acc_06.deny == {finding} with input as _walls(host) with data.parameters as _parameters
		count(acc_06.not_applicable) == 0 with input as _walls(host) with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}), _input("2026-11-28", {"idle_minutes": 0})] {
		acc_06.unknown == {lib.unknown("host/s/r", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_06.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_walls_and_hosts_without_footage_are_not_bound if {
	left := acc_06.not_applicable with input as _input("2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g", "host/s/w"}
	count(left) == 2
}

test_every_host_is_looked_at if {
	acc_06.control == "CCTV-ACC-06"
	acc_06.subjects == {"host/s/g", "host/s/r", "host/s/w"} with input as _input("2026-12-01", {})
}
