package rules.mob.mob_05_test

import data.lib
import data.rules.mob.mob_05

_parameters := {"mobile_carriers": ["body", "vehicle-exterior"], "fixed_carriers": ["vehicle-interior"]}

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

_carried(regime, carrier) := _declared({"regime": regime, "mobile": {"carrier": carrier}})

test_carrier_and_regime_that_fit_pass if {
	every declared in [
		_carried("art25_2_mobile", "body"),
		_carried("art25_open", "vehicle-interior"),
		_carried("art15_nonopen", "vehicle-interior"),
	] {
		count(mob_05.deny | mob_05.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_a_camera_that_films_outwards_is_mobile if {
	declared := _carried("art25_open", "vehicle-exterior")
	finding := lib.finding("camera/s/c", "/cameras/c/regime", "art25_2_mobile", "art25_open")
	mob_05.deny == {finding} with input.declared as declared with data.parameters as _parameters
	unsaid := _declared({"mobile": {"carrier": "body"}})
	missing := lib.finding("camera/s/c", "/cameras/c/regime", "art25_2_mobile", null)
	mob_05.deny == {missing} with input.declared as unsaid with data.parameters as _parameters
}

test_a_camera_inside_a_vehicle_is_fixed if {
	declared := _carried("art25_2_mobile", "vehicle-interior")
	finding := lib.finding("camera/s/c", "/cameras/c/regime", "a regime of fixed cameras", "art25_2_mobile")
	mob_05.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_missing_field_is_found if {
	expected := ["body", "vehicle-exterior", "vehicle-interior"]
	finding := lib.finding("camera/s/c", "/cameras/c/mobile/carrier", expected, null)
	declared := _declared({"regime": "art25_2_mobile"})
	mob_05.deny == {finding} with input.declared as declared with data.parameters as _parameters
	count(mob_05.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_camera_that_nothing_carries_is_left_out if {
	every camera in [{}, {"regime": "art25_open", "mobile": {}}] {
		declared := _declared(camera)
		{answer.subject | some answer in mob_05.not_applicable} == {"camera/s/c"} with input.declared as declared
		count(mob_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_every_camera_is_looked_at if {
	mob_05.control == "CCTV-MOB-05"
	mob_05.subjects == {"camera/s/c"} with input.declared as _declared({})
}
