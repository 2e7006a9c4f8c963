package rules.mob.mob_01_test

import data.lib
import data.rules.mob.mob_01

_parameters := {"mobile_grounds": ["15-1-4", "25-2-1-2"], "mobile_refusal_grounds": ["25-2-1-2"]}

_declared(camera) := {
	"site": {"id": "s"},
	"cameras": {"c": object.union({"regime": "art25_2_mobile"}, camera)},
}

test_a_ground_passes if {
	every camera in [{"ground": "15-1-4"}, {"ground": "25-2-1-2", "mobile": {"refusable": true}}] {
		declared := _declared(camera)
		count(mob_01.deny | mob_01.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_another_ground_is_found if {
	wrong := lib.finding("camera/s/c", "/cameras/c/ground", ["15-1-4", "25-2-1-2"], "25-1-2")
	mob_01.deny == {wrong} with input.declared as _declared({"ground": "25-1-2"}) with data.parameters as _parameters
	none := lib.finding("camera/s/c", "/cameras/c/ground", ["15-1-4", "25-2-1-2"], null)
	mob_01.deny == {none} with input.declared as _declared({}) with data.parameters as _parameters
}

test_filming_that_nobody_can_refuse_is_found if {
	deaf := _declared({"ground": "25-2-1-2", "mobile": {"refusable": false}})
	refused := lib.finding("camera/s/c", "/cameras/c/mobile/refusable", true, false)
	mob_01.deny == {refused} with input.declared as deaf with data.parameters as _parameters
	silent := lib.finding("camera/s/c", "/cameras/c/mobile/refusable", true, null)
	mob_01.deny == {silent} with input.declared as _declared({"ground": "25-2-1-2"}) with data.parameters as _parameters
}

test_other_cameras_are_left_out if {
	every camera in [{"regime": "art25_open"}, {"regime": "art15_nonopen", "ground": "25-2-1-2"}] {
		declared := _declared(camera)
		{answer.subject | some answer in mob_01.not_applicable} == {"camera/s/c"} with input.declared as declared
		count(mob_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_every_camera_is_looked_at if {
	mob_01.control == "CCTV-MOB-01"
	mob_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}
