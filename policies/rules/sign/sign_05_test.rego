package rules.sign.sign_05_test

import data.lib
import data.rules.sign.sign_05

_parameters := {"sign_supplement_layouts": []}

_declared(sign, areas) := {
	"site": {
		"id": "s",
		"signs": {"lobby": sign},
		"areas": {
			"lobby": {"building": "main"},
			"hall": {"building": "main"},
			"shed": {"building": "annex"},
			"gate": {"entrance": true},
			"yard": {},
		},
	},
	"cameras": {area: {"sign": "lobby", "area": area} | some area in areas},
}

_sign := {"area": "lobby", "mode": "building", "building": "main"}

test_sign_of_one_building_passes if {
	every sign in [_sign, object.union(_sign, {"area": "gate"})] {
		declared := _declared(sign, ["lobby", "hall"])
		count(sign_05.deny | sign_05.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_camera_elsewhere_is_found if {
	every area in ["shed", "yard", "lost"] {
		path := sprintf("/cameras/%s/area", [area])
		finding := lib.finding("sign/s/lobby", path, "an area of the building main", area)
		sign_05.deny == {finding} with input.declared as _declared(_sign, ["hall", area]) with data.parameters as _parameters
	}
}

test_sign_that_hangs_elsewhere_is_found if {
	sign := object.union(_sign, {"area": "yard"})
	expected := "an entrance, or an area of the building main"
	finding := lib.finding("sign/s/lobby", "/site/signs/lobby/area", expected, "yard")
	sign_05.deny == {finding} with input.declared as _declared(sign, ["hall"]) with data.parameters as _parameters
}

test_missing_building_is_found if {
	sign := object.remove(_sign, ["building"])
	finding := lib.finding("sign/s/lobby", "/site/signs/lobby/building", "the building that the sign speaks for", null)
	sign_05.deny == {finding} with input.declared as _declared(sign, ["yard"]) with data.parameters as _parameters
}

test_other_signs_are_not_bound if {
	every sign in [{"area": "yard"}, {"area": "yard", "mode": "flow"}] {
		declared := _declared(sign, ["yard"])
		{answer.subject | some answer in sign_05.not_applicable} == {"sign/s/lobby"} with input.declared as declared
			with data.parameters as _parameters
		count(sign_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := object.union(
		_declared(_sign, ["shed"]),
		{"cameras": {"shed": {"regime": "art15_nonopen"}}},
	)
	sign_05.not_applicable == {lib.not_applicable("sign/s/lobby", lib.staff_only)} with input.declared as declared
		with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_05.control == "CCTV-SIGN-05"
	sign_05.subjects == {"sign/s/lobby"} with input.declared as _declared(_sign, [])
}
