package rules.ptz.ptz_01_test

import data.lib
import data.rules.ptz.ptz_01

_declared(camera, rights) := {
	"site": {"id": "s", "people": {"lead": {"rights": rights}}},
	"cameras": {"c": camera},
}

test_a_dome_that_somebody_may_turn_passes if {
	declared := _declared({"ptz": true}, ["live", "ptz"])
	count(ptz_01.deny | ptz_01.not_applicable) == 0 with input.declared as declared
}

test_a_dome_that_nobody_may_turn_is_found if {
	finding := lib.finding("camera/s/c", "/site/people", "a role with the right ptz", null)
	ptz_01.deny == {finding} with input.declared as _declared({"ptz": true}, ["live"])
	ptz_01.deny == {finding} with input.declared as {"site": {"id": "s"}, "cameras": {"c": {"ptz": true}}}
}

test_missing_field_is_found if {
	finding := lib.finding("camera/s/c", "/cameras/c/ptz", "true or false", null)
	ptz_01.deny == {finding} with input.declared as _declared({}, ["ptz"])
	ptz_01.deny == {finding} with input.declared as _declared({}, [])
	count(ptz_01.not_applicable) == 0 with input.declared as _declared({}, [])
}

test_fixed_and_staff_only_cameras_are_left_out if {
	every camera in [{"ptz": false}, {"ptz": true, "regime": "art15_nonopen"}, {"regime": "art15_nonopen"}] {
		declared := _declared(camera, [])
		{answer.subject | some answer in ptz_01.not_applicable} == {"camera/s/c"} with input.declared as declared
		count(ptz_01.deny) == 0 with input.declared as declared
	}
}

test_every_camera_is_looked_at if {
	ptz_01.control == "CCTV-PTZ-01"
	ptz_01.subjects == {"camera/s/c"} with input.declared as _declared({}, [])
}
