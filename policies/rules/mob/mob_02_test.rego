package rules.mob.mob_02_test

import data.lib
import data.rules.mob.mob_02

_parameters := {"mobile_notices": ["light", "sound"], "mobile_drone_notices": ["commission-site"]}

_declared(mobile) := {
	"site": {"id": "s"},
	"cameras": {"c": {"regime": "art25_2_mobile", "mobile": mobile}},
}

test_a_device_that_shows_it_passes if {
	every mobile in [
		{"carrier": "body", "notices": ["commission-site", "light"]},
		{"carrier": "drone", "notices": ["commission-site"]},
		{"carrier": "drone", "notices": ["sound"]},
	] {
		declared := _declared(mobile)
		count(mob_02.deny | mob_02.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_a_notice_on_the_site_alone_is_found if {
	declared := _declared({"carrier": "robot", "notices": ["commission-site"]})
	finding := lib.finding("camera/s/c", "/cameras/c/mobile/notices", ["light", "sound"], ["commission-site"])
	mob_02.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_a_drone_that_shows_nothing_is_found if {
	declared := _declared({"carrier": "drone", "notices": ["document"]})
	count(mob_02.deny) == 1 with input.declared as declared with data.parameters as _parameters
}

test_missing_field_is_found if {
	finding := lib.finding("camera/s/c", "/cameras/c/mobile/notices", ["light", "sound"], null)
	mob_02.deny == {finding} with input.declared as _declared({}) with data.parameters as _parameters
	bare := {"site": {"id": "s"}, "cameras": {"c": {"regime": "art25_2_mobile"}}}
	mob_02.deny == {finding} with input.declared as bare with data.parameters as _parameters
}

test_other_cameras_are_left_out if {
	declared := {"site": {"id": "s"}, "cameras": {"c": {}}}
	{answer.subject | some answer in mob_02.not_applicable} == {"camera/s/c"} with input.declared as declared
	count(mob_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	mob_02.control == "CCTV-MOB-02"
	mob_02.subjects == {"camera/s/c"} with input.declared as _declared({})
}
