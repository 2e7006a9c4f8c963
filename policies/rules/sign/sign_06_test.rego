package rules.sign.sign_06_test

import data.lib
import data.rules.sign.sign_06

_parameters := {"sign_supplement_layouts": [], "sign_web_grounds": ["forest-or-impossible"]}

_declared(sign) := {"site": {"id": "s", "signs": {"gate": sign}}, "cameras": {"c": {"sign": "gate"}}}

_finding(ground) := lib.finding(
	"sign/s/gate",
	"/site/signs/gate/web_ground",
	"a sign that hangs, or one of the grounds forest-or-impossible",
	ground,
)

test_sign_that_hangs_passes if {
	every sign in [{}, {"mode": "flow"}, {"mode": "building"}] {
		count(sign_06.deny) == 0 with input.declared as _declared(sign) with data.parameters as _parameters
	}
}

test_notice_on_the_web_with_its_ground_passes if {
	sign := {"mode": "web", "web_ground": "forest-or-impossible"}
	count(sign_06.deny) == 0 with input.declared as _declared(sign) with data.parameters as _parameters
}

test_notice_on_the_web_without_a_ground_is_found if {
	sign_06.deny == {_finding(null)} with input.declared as _declared({"mode": "web"}) with data.parameters as _parameters
}

test_ground_that_is_not_open_to_a_company_is_found if {
	every ground in ["none", "public-body-distant"] {
		sign_06.deny == {_finding(ground)} with input.declared as _declared({"mode": "web", "web_ground": ground})
			with data.parameters as _parameters
	}
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := object.union(_declared({"mode": "web"}), {"cameras": {"c": {"regime": "art15_nonopen"}}})
	sign_06.not_applicable == {lib.not_applicable("sign/s/gate", lib.staff_only)} with input.declared as declared
		with data.parameters as _parameters
	count(sign_06.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_06.control == "CCTV-SIGN-06"
	sign_06.subjects == {"sign/s/gate"} with input.declared as _declared({})
}
