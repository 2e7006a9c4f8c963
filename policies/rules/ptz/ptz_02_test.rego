package rules.ptz.ptz_02_test

import data.lib
import data.rules.ptz.ptz_02

_parameters := {"observed_max_age_days": 2, "ptz_return_max_seconds": 300}

_camera := {"recorder": "r", "area": "yard", "sees": ["gate"], "ptz": true}

_turning := {"presets": {"p1": "yard", "p2": "gate"}, "home": "p1", "return_seconds": 300}

_input(camera, reports) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "service": "in-service"}, "cameras": {"c": camera}},
	"observed": {"hosts": {"r": {"seen": "2026-12-01", "cameras": reports}}},
}

_of(ptz) := _input(_camera, {"c": {"ptz": ptz}})

_at(key) := sprintf("/hosts/r/cameras/c/ptz/%s", [key])

test_a_camera_that_comes_back_passes if {
	count(ptz_02.deny | ptz_02.unknown) == 0 with input as _of(_turning) with data.parameters as _parameters
	count(ptz_02.not_applicable) == 0 with input as _of(_turning) with data.parameters as _parameters
}

test_a_preset_of_another_area_is_found if {
	turning := object.union(_turning, {"presets": {"p3": "street"}})
	finding := lib.finding_observed("camera/s/c", _at("presets/p3"), ["gate", "yard"], "street")
	ptz_02.deny == {finding} with input as _of(turning) with data.parameters as _parameters
}

test_a_home_that_is_no_preset_is_found if {
	astray := lib.finding_observed("camera/s/c", _at("home"), "one of the presets", "p9")
	elsewhere := object.union(_turning, {"home": "p9"})
	ptz_02.deny == {astray} with input as _of(elsewhere) with data.parameters as _parameters
	homeless := lib.finding_observed("camera/s/c", _at("home"), "one of the presets", null)
	without := object.remove(_turning, ["home"])
	ptz_02.deny == {homeless} with input as _of(without) with data.parameters as _parameters
}

test_a_camera_that_comes_back_late_or_never_is_found if {
	late := lib.finding_observed("camera/s/c", _at("return_seconds"), "at most 300 seconds", 301)
	slow := object.union(_turning, {"return_seconds": 301})
	ptz_02.deny == {late} with input as _of(slow) with data.parameters as _parameters
	never := lib.finding_observed("camera/s/c", _at("return_seconds"), "at most 300 seconds", null)
	still := object.remove(_turning, ["return_seconds"])
	ptz_02.deny == {never} with input as _of(still) with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	unknown := {lib.unknown("camera/s/c", "observed", "/hosts/r/cameras/c/ptz")}
	every reports in [{}, {"c": {}}, {"other": {"ptz": _turning}}] {
		document := _input(_camera, reports)
		ptz_02.unknown == unknown with input as document with data.parameters as _parameters
	}
	unsaid := _input(object.remove(_camera, ["ptz"]), {})
	ptz_02.unknown == unknown with input as unsaid with data.parameters as _parameters
}

test_stale_evidence_is_unknown if {
	document := object.union(_of({}), {"today": "2026-12-04"})
	count(ptz_02.unknown) == 1 with input as document with data.parameters as _parameters
	count(ptz_02.deny) == 0 with input as document with data.parameters as _parameters
}

test_cameras_that_do_not_turn_are_left_out if {
	every change in [{"ptz": false}, {"regime": "art15_nonopen"}, {"service": "planned"}] {
		document := _input(object.union(_camera, change), {})
		{answer.subject | some answer in ptz_02.not_applicable} == {"camera/s/c"} with input as document
			with data.parameters as _parameters
		count(ptz_02.deny | ptz_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
	fixed := _input(object.union(_camera, {"ptz": false}), {"c": {"ptz": {}}})
	count(ptz_02.deny) == 0 with input as fixed with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	ptz_02.control == "CCTV-PTZ-02"
	ptz_02.subjects == {"camera/s/c"} with input as _of({})
}
