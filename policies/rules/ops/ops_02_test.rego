package rules.ops.ops_02_test

import data.lib
import data.rules.ops.ops_02

_parameters := {"observed_max_age_days": 2, "patch_max_days": 14}

_camera := {"service": "in-service", "recorder": "r", "firmware": "2.4.1"}

_input(camera, seen, updates, device) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "hosts": {"r": {"role": "recorder"}}},
		"cameras": {"c": camera},
	},
	"observed": {"hosts": {"r": {"seen": seen, "updates": updates, "cameras": {"c": device}}}},
}

test_updated_host_and_approved_firmware_pass if {
	every updates in [
		{"pending": 0},
		{"pending": 0, "oldest_pending": "2026-01-01"},
		{"pending": 2, "oldest_pending": "2026-11-15"},
	] {
		document := _input(_camera, "2026-11-29", updates, {"firmware": "2.4.1"})
		count(ops_02.deny | ops_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_update_that_is_late_is_found if {
	updates := {"pending": 1, "oldest_pending": "2026-11-15"}
	document := _input(_camera, "2026-11-30", updates, {"firmware": "2.4.1"})
	path := "/hosts/r/updates/oldest_pending"
	finding := lib.finding_observed("host/s/r", path, "installed within 14 days", "2026-11-15")
	ops_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_other_firmware_is_found_at_the_recorder if {
	document := _input(_camera, "2026-12-01", {"pending": 0}, {"firmware": "2.3.0"})
	finding := lib.finding_observed("host/s/r", "/hosts/r/cameras/c/firmware", "2.4.1", "2.3.0")
	ops_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_version_is_found if {
	camera := object.remove(_camera, ["firmware"])
	document := _input(camera, "2026-12-01", {"pending": 0}, {"firmware": "2.4.1"})
	finding := lib.finding("host/s/r", "/cameras/c/firmware", "the approved version", null)
	ops_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		_input(_camera, "2026-12-01", {}, {}),
		_input(_camera, "2026-11-28", {"pending": 1, "oldest_pending": "2026-01-01"}, {"firmware": "1"}),
	] {
		ops_02.unknown == {
			lib.unknown("host/s/r", "observed", "/hosts/r/updates/pending"),
			lib.unknown("host/s/r", "observed", "/hosts/r/cameras"),
		} with input as document with data.parameters as _parameters
		count(ops_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_pending_update_without_a_day_is_unknown if {
	document := _input(_camera, "2026-12-01", {"pending": 1}, {"firmware": "2.4.1"})
	unknown := lib.unknown("host/s/r", "observed", "/hosts/r/updates/oldest_pending")
	ops_02.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_planned_camera_is_not_asked if {
	camera := object.union(_camera, {"service": "planned"})
	document := object.union(
		object.remove(_input(camera, "2026-12-01", {"pending": 0}, {}), ["observed"]),
		{"observed": {"hosts": {"r": {"seen": "2026-12-01", "updates": {"pending": 0}}}}},
	)
	count(ops_02.deny | ops_02.unknown) == 0 with input as document with data.parameters as _parameters
}

test_camera_without_a_recorder_is_nobodys_device if {
	camera := {"service": "in-service", "firmware": "2.4.1"}
	document := _input(camera, "2026-12-01", {"pending": 0}, {})
	count(ops_02.deny | ops_02.unknown) == 0 with input as document with data.parameters as _parameters
}

test_every_host_is_looked_at if {
	ops_02.control == "CCTV-OPS-02"
	ops_02.subjects == {"host/s/r"} with input as _input(_camera, "2026-12-01", {}, {})
}
