package rules.ptz.ptz_03_test

import data.lib
import data.rules.ptz.ptz_03

_parameters := {"observed_max_age_days": 2}

_input(camera, report) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "service": "in-service"}, "cameras": {"c": camera}},
	"observed": {"hosts": {"r": {"seen": "2026-12-01", "cameras": {"c": report}}}},
}

_of(view) := _input({"recorder": "r"}, {"view": view})

test_a_view_as_approved_passes if {
	every view in [
		{"approved": "sha256:a", "current": "sha256:a"},
		{"approved": "sha256:a", "current": "sha256:b", "ticket": "CHG-1"},
	] {
		count(ptz_03.deny | ptz_03.unknown) == 0 with input as _of(view) with data.parameters as _parameters
	}
}

test_a_changed_view_is_found if {
	view := {"approved": "sha256:a", "current": "sha256:b"}
	finding := lib.finding_observed("camera/s/c", "/hosts/r/cameras/c/view/current", "sha256:a", "sha256:b")
	ptz_03.deny == {finding} with input as _of(view) with data.parameters as _parameters
}

test_a_view_that_nobody_approved_is_found if {
	finding := lib.finding_observed("camera/s/c", "/hosts/r/cameras/c/view/current", null, "sha256:b")
	ptz_03.deny == {finding} with input as _of({"current": "sha256:b"}) with data.parameters as _parameters
	nothing := lib.finding_observed("camera/s/c", "/hosts/r/cameras/c/view/current", null, null)
	ptz_03.deny == {nothing} with input as _of({}) with data.parameters as _parameters
}

test_missing_and_stale_evidence_is_unknown if {
	unknown := {lib.unknown("camera/s/c", "observed", "/hosts/r/cameras/c/view")}
	missing := _input({"recorder": "r"}, {})
	ptz_03.unknown == unknown with input as missing with data.parameters as _parameters
	stale := object.union(_of({"current": "sha256:b"}), {"today": "2026-12-04"})
	ptz_03.unknown == unknown with input as stale with data.parameters as _parameters
	count(ptz_03.deny) == 0 with input as stale with data.parameters as _parameters
}

test_a_planned_camera_is_left_out if {
	document := _input({"recorder": "r", "service": "planned"}, {})
	absent := object.union(document, {"observed": {"hosts": {"r": {"seen": "2020-01-01"}}}})
	{answer.subject | some answer in ptz_03.not_applicable} == {"camera/s/c"} with input as absent
		with data.parameters as _parameters
	count(ptz_03.unknown) == 0 with input as absent with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	ptz_03.control == "CCTV-PTZ-03"
	ptz_03.subjects == {"camera/s/c"} with input as _of({})
}
