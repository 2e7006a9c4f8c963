package rules.log.log_06_test

import data.lib
import data.rules.log.log_06

_parameters := {"clock_offset_max_ms": 5000, "observed_max_age_days": 2}

_cameras := {
	"c": {"service": "in-service", "recorder": "r"},
	"p": {"service": "planned", "recorder": "r"},
	"n": {"service": "in-service", "regime": "art25_1_6_statistics"},
}

_input(seen, recording, devices) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "hosts": {"r": {"role": "recorder"}}},
		"cameras": _cameras,
	},
	"observed": {"hosts": {"r": {"seen": seen, "recording": recording, "cameras": devices}}},
}

_dated := {"c": {"dated": true}}

test_dated_footage_of_a_right_clock_passes if {
	every offset in [0, 5000, -5000] {
		document := _input("2026-11-29", _dated, {"c": {"clock_offset_ms": offset}})
		count(log_06.deny | log_06.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_footage_without_its_time_is_found if {
	document := _input("2026-12-01", {"c": {"dated": false}}, {"c": {"clock_offset_ms": 0}})
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/dated", true, false)
	log_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_clock_that_is_off_is_found if {
	every offset in [5001, -5001] {
		document := _input("2026-12-01", _dated, {"c": {"clock_offset_ms": offset}})
		path := "/hosts/r/cameras/c/clock_offset_ms"
		finding := lib.finding_observed("camera/s/c", path, "at most 5000 ms either way", offset)
		log_06.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		_input("2026-12-01", {}, {}),
		_input("2026-11-28", {"c": {"dated": false}}, {"c": {"clock_offset_ms": 9000}}),
	] {
		log_06.unknown == {
			lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c/dated"),
			lib.unknown("camera/s/c", "observed", "/hosts/r/cameras/c/clock_offset_ms"),
		} with input as document with data.parameters as _parameters
		count(log_06.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_camera_without_a_recorder_is_unknown if {
	declared := {"site": {"id": "s", "service": "in-service"}, "cameras": {"c": {"service": "in-service"}}}
	log_06.unknown == {
		lib.unknown("camera/s/c", "observed", "/hosts/dated"),
		lib.unknown("camera/s/c", "observed", "/hosts/clock_offset_ms"),
	} with input as {"today": "2026-12-01", "declared": declared} with data.parameters as _parameters
}

test_cameras_without_footage_are_not_bound if {
	document := _input("2026-12-01", _dated, {"c": {"clock_offset_ms": 0}})
	left := {answer.subject | some answer in log_06.not_applicable} with input as document
		with data.parameters as _parameters
	left == {"camera/s/p", "camera/s/n"}
}

test_planned_camera_of_which_something_is_reported_is_bound if {
	every document in [
		_input("2026-12-01", {"p": {"dated": false}}, {}),
		_input("2026-12-01", {}, {"p": {"clock_offset_ms": 9000}}),
	] {
		left := {answer.subject | some answer in log_06.not_applicable} with input as document
			with data.parameters as _parameters
		left == {"camera/s/n"}
		denied := {finding.subject | some finding in log_06.deny} with input as document
			with data.parameters as _parameters
		denied == {"camera/s/p"}
	}
}

test_every_camera_is_looked_at if {
	log_06.control == "CCTV-LOG-06"
	log_06.subjects == {"camera/s/c", "camera/s/n", "camera/s/p"} with input as _input("2026-12-01", {}, {})
}
