package rules.acc.acc_08_test

import data.lib
import data.rules.acc.acc_08

_parameters := {"observed_max_age_days": 2}

_cameras := {"c": {"service": "in-service", "recorder": "r"}, "p": {"service": "planned", "recorder": "r"}}

_safe := {"default_passwords": 0, "anonymous": false}

_closed := {"default_password": false, "anonymous": false}

_input(seen, login, device) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "hosts": {"r": {"role": "recorder"}}},
		"cameras": _cameras,
	},
	"observed": {"hosts": {"r": {"seen": seen, "login": login, "cameras": {"c": device}}}},
}

test_devices_with_passwords_of_their_own_pass if {
	document := _input("2026-11-29", _safe, _closed)
	count(acc_08.deny | acc_08.unknown) == 0 with input as document with data.parameters as _parameters
}

test_default_password_of_a_host_is_found if {
	document := _input("2026-12-01", object.union(_safe, {"default_passwords": 2}), _closed)
	finding := lib.finding_observed("host/s/r", "/hosts/r/login/default_passwords", 0, 2)
	acc_08.deny == {finding} with input as document with data.parameters as _parameters
}

test_anonymous_access_to_a_host_is_found if {
	document := _input("2026-12-01", object.union(_safe, {"anonymous": true}), _closed)
	finding := lib.finding_observed("host/s/r", "/hosts/r/login/anonymous", false, true)
	acc_08.deny == {finding} with input as document with data.parameters as _parameters
}

test_open_camera_is_found_at_its_recorder if {
	every key in ["default_password", "anonymous"] {
		document := _input("2026-12-01", _safe, object.union(_closed, {key: true}))
		path := sprintf("/hosts/r/cameras/c/%s", [key])
		finding := lib.finding_observed("host/s/r", path, false, true)
		acc_08.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_open_camera_that_was_only_planned_is_found if {
	document := object.union(
		_input("2026-12-01", _safe, _closed),
		{"observed": {"hosts": {"r": {"cameras": {"p": {"default_password": true, "anonymous": false}}}}}},
	)
	finding := lib.finding_observed("host/s/r", "/hosts/r/cameras/p/default_password", false, true)
	acc_08.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	document := _input("2026-12-01", {}, {})
	acc_08.unknown == {
		lib.unknown("host/s/r", "observed", "/hosts/r/login/default_passwords"),
		lib.unknown("host/s/r", "observed", "/hosts/r/login/anonymous"),
		lib.unknown("host/s/r", "observed", "/hosts/r/cameras"),
	} with input as document with data.parameters as _parameters
}

test_one_missing_answer_of_a_camera_is_unknown if {
	every key in ["default_password", "anonymous"] {
		document := _input("2026-12-01", _safe, object.remove(_closed, [key]))
		acc_08.unknown == {lib.unknown("host/s/r", "observed", "/hosts/r/cameras")} with input as document
			with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	document := _input("2026-11-28", {"default_passwords": 1, "anonymous": true}, {"anonymous": true})
	count(acc_08.unknown) == 3 with input as document with data.parameters as _parameters
	count(acc_08.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_site_has_no_camera_to_ask if {
	document := object.union(
		_input("2026-12-01", _safe, _closed),
		{
			"declared": {"site": {"service": "planned"}},
			"observed": {"hosts": {"r": {"cameras": {"c": {"anonymous": false, "default_password": false}}}}},
		},
	)
	count(acc_08.unknown) == 0 with input as document with data.parameters as _parameters
}

test_every_host_is_looked_at if {
	acc_08.control == "CCTV-ACC-08"
	acc_08.subjects == {"host/s/r"} with input as _input("2026-12-01", {}, {})
}
