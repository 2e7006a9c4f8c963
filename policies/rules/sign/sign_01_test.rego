package rules.sign.sign_01_test

import data.lib
import data.rules.sign.sign_01

_parameters := {
	"sign_exemption_keys": ["ground", "document", "approver"],
	"sign_supplement_layouts": ["sticker-100x100"],
	"sign_web_grounds": ["forest-or-impossible"],
}

_exemption := {"ground": "military", "document": "DOC-1", "approver": "privacy-officer"}

_declared(sign, camera) := {"site": {"id": "s", "signs": {"gate": sign}}, "cameras": {"c": camera}}

_finding(actual) := lib.finding("camera/s/c", "/cameras/c/sign", "a sign that hangs at the site", actual)

test_camera_with_a_sign_passes if {
	every sign in [{"area": "a"}, {"area": "a", "mode": "building", "size": "a4-portrait"}] {
		count(sign_01.deny | sign_01.not_applicable) == 0 with input.declared as _declared(sign, {"sign": "gate"})
			with data.parameters as _parameters
	}
}

test_planned_camera_is_bound_too if {
	sign_01.deny == {_finding(null)} with input.declared as _declared({"area": "a"}, {"service": "planned"})
		with data.parameters as _parameters
}

test_missing_or_lost_sign_is_found if {
	sign_01.deny == {_finding(null)} with input.declared as {"site": {"id": "s"}, "cameras": {"c": {}}}
		with data.parameters as _parameters
	sign_01.deny == {_finding("dock")} with input.declared as _declared({"area": "a"}, {"sign": "dock"})
		with data.parameters as _parameters
}

test_notice_on_the_web_or_sticker_is_found if {
	every sign in [
		{"area": "a", "mode": "web"},
		{"area": "a", "mode": "web", "web_ground": "public-body-distant"},
		{"area": "a", "size": "sticker-100x100"},
	] {
		sign_01.deny == {_finding("gate")} with input.declared as _declared(sign, {"sign": "gate"})
			with data.parameters as _parameters
	}
}

test_notice_on_the_web_with_its_ground_passes if {
	sign := {"area": "a", "mode": "web", "web_ground": "forest-or-impossible"}
	count(sign_01.deny) == 0 with input.declared as _declared(sign, {"sign": "gate"}) with data.parameters as _parameters
}

test_exempted_site_is_not_bound if {
	declared := {"site": {"id": "s", "sign_exemption": _exemption}, "cameras": {"c": {}}}
	answer := lib.not_applicable("camera/s/c", lib.sign_exempt_reason)
	sign_01.not_applicable == {answer} with input.declared as declared with data.parameters as _parameters
	count(sign_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_exemption_that_is_not_complete_frees_nobody if {
	some key in ["ground", "document", "approver"]
	site := {"id": "s", "sign_exemption": object.remove(_exemption, [key])}
	sign_01.deny == {_finding(null)} with input.declared as {"site": site, "cameras": {"c": {}}}
		with data.parameters as _parameters
}

test_staff_camera_is_not_bound if {
	declared := _declared({"area": "a"}, {"regime": "art15_nonopen"})
	sign_01.not_applicable == {lib.not_applicable("camera/s/c", lib.staff_only)} with input.declared as declared
	count(sign_01.deny) == 0 with input.declared as declared
}

test_sticker_is_found_whatever_the_company_chooses if {
	parameters := object.union(_parameters, {"sign_supplement_layouts": []})
	sign := {"area": "a", "size": "sticker-100x100"}
	sign_01.deny == {_finding("gate")} with input.declared as _declared(sign, {"sign": "gate"})
		with data.parameters as parameters
}

test_layout_that_the_company_calls_a_supplement_is_found if {
	parameters := object.union(_parameters, {"sign_supplement_layouts": ["a4-portrait"]})
	sign := {"area": "a", "size": "a4-portrait"}
	sign_01.deny == {_finding("gate")} with input.declared as _declared(sign, {"sign": "gate"})
		with data.parameters as parameters
}

test_every_camera_is_looked_at if {
	sign_01.control == "CCTV-SIGN-01"
	sign_01.subjects == {"camera/s/c"} with input.declared as _declared({}, {})
}
