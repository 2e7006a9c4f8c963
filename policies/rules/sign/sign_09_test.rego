package rules.sign.sign_09_test

import data.lib
import data.rules.sign.sign_09

_parameters := {
	"sign_entrance_kinds": ["gate"],
	"sign_exemption_keys": ["ground"],
	"sign_supplement_layouts": ["sticker-100x100"],
	"sign_web_grounds": ["forest-or-impossible"],
}

_declared(area, signs) := {
	"site": {"id": "s", "areas": {"in": area}, "signs": signs},
	"cameras": {"c": {}},
}

_entrance := {"access": "public", "kind": "dock", "entrance": true}

_finding(expected, actual) := lib.finding("area/s/in", "/site/areas/in/entrance", expected, actual)

test_entrance_with_a_sign_passes if {
	count(sign_09.deny | sign_09.not_applicable) == 0 with input.declared as _declared(_entrance, {"a": {"area": "in"}})
		with data.parameters as _parameters
}

test_entrance_without_a_sign_is_found if {
	every sign in [
		{"area": "out"},
		{"area": "in", "mode": "web", "web_ground": "forest-or-impossible"},
		{"area": "in", "size": "sticker-100x100"},
	] {
		finding := _finding("false, or a sign that hangs in this area", true)
		sign_09.deny == {finding} with input.declared as _declared(_entrance, {"a": sign}) with data.parameters as _parameters
	}
}

test_gate_that_does_not_say_is_found if {
	area := {"access": "public", "kind": "gate"}
	sign_09.deny == {_finding("true or false", null)} with input.declared as _declared(area, {})
		with data.parameters as _parameters
	count(sign_09.not_applicable) == 0 with input.declared as _declared(area, {}) with data.parameters as _parameters
}

test_other_areas_are_not_bound if {
	every area in [
		{"access": "public", "kind": "yard"},
		{"access": "public", "kind": "gate", "entrance": false},
		{"access": "staff", "kind": "gate", "entrance": true},
	] {
		{answer.subject | some answer in sign_09.not_applicable} == {"area/s/in"} with input.declared as _declared(area, {})
			with data.parameters as _parameters
		count(sign_09.deny) == 0 with input.declared as _declared(area, {}) with data.parameters as _parameters
	}
}

test_exempted_site_is_not_bound if {
	declared := object.union(_declared(_entrance, {}), {"site": {"sign_exemption": {"ground": "military"}}})
	lib.not_applicable("area/s/in", lib.sign_exempt_reason) in sign_09.not_applicable with input.declared as declared
		with data.parameters as _parameters
	count(sign_09.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_site_without_open_cameras_is_not_bound if {
	declared := {"site": {"id": "s", "areas": {"in": _entrance}}, "cameras": {"c": {"regime": "art15_nonopen"}}}
	{answer.subject | some answer in sign_09.not_applicable} == {"area/s/in"} with input.declared as declared
	count(sign_09.deny) == 0 with input.declared as declared
}

test_every_area_is_looked_at if {
	sign_09.control == "CCTV-SIGN-09"
	sign_09.subjects == {"area/s/in"} with input.declared as _declared(_entrance, {})
}
