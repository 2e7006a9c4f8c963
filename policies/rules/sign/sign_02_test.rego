package rules.sign.sign_02_test

import data.lib
import data.rules.sign.sign_02

_parameters := {"sign_supplement_layouts": ["sticker-100x100"]}

_label := {"ko": "북문", "en": "North gate"}

_declared := {
	"policy": {"hours": "24h", "responsible": {"phone": "02-100"}},
	"site": {
		"id": "s",
		"areas": {"yard": {"access": "public"}, "office": {"access": "staff"}},
		"signs": {"gate": {"area": "yard", "place": _label, "range": _label}},
	},
	"cameras": {"c": {"sign": "gate", "purposes": ["safety"]}},
}

_sign(sign) := object.union(_declared, {"site": {"signs": {"more": sign}}})

test_complete_sign_passes if {
	count(sign_02.deny | sign_02.not_applicable) == 0 with input.declared as _declared
		with data.parameters as _parameters
}

test_hours_of_camera_or_site_are_enough if {
	every extra in [{"cameras": {"c": {"hours": "24h"}}}, {"site": {"hours": "24h"}}] {
		declared := object.union_n([_declared, extra, {"policy": {"hours": ""}}])
		count(sign_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_missing_items_are_found if {
	declared := {
		"site": {"id": "s", "signs": {"gate": {"area": "yard"}}},
		"cameras": {"c": {"sign": "gate"}},
	}
	sign_02.deny == {
		lib.finding("sign/s/gate", "/cameras/c/purposes", "the purposes to print", null),
		lib.finding("sign/s/gate", "/site/signs/gate/place", "the place to print", null),
		lib.finding("sign/s/gate", "/site/signs/gate/range", "the range of recording to print", null),
		lib.finding("sign/s/gate", "/site/hours", "the hours to print", null),
		lib.finding("sign/s/gate", "/site/responsible/phone", "the telephone number to print", null),
	} with input.declared as declared with data.parameters as _parameters
}

test_post_of_the_site_does_not_borrow_the_number_of_the_policy if {
	declared := object.union(_declared, {"site": {"responsible": {"title": _label}}})
	path := "/site/responsible/phone"
	finding := lib.finding("sign/s/gate", path, "the telephone number to print", null)
	sign_02.deny == {finding} with input.declared as declared
		with data.parameters as _parameters
}

test_post_of_the_policy_without_a_number_is_found if {
	declared := object.union(_declared, {"policy": {"responsible": {"phone": ""}}})
	path := "/policy/responsible/phone"
	finding := lib.finding("sign/s/gate", path, "the telephone number to print", null)
	sign_02.deny == {finding} with input.declared as declared
		with data.parameters as _parameters
}

test_sign_that_no_camera_names_is_found if {
	sign := {"area": "yard", "place": _label, "range": _label}
	finding := lib.finding("sign/s/more", "/site/signs/more", "a camera that names this sign", null)
	sign_02.deny == {finding} with input.declared as _sign(sign) with data.parameters as _parameters
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := object.union(_sign({"area": "yard"}), {"cameras": {"d": {"sign": "more", "regime": "art15_nonopen"}}})
	sign_02.not_applicable == {lib.not_applicable("sign/s/more", lib.staff_only)} with input.declared as declared
		with data.parameters as _parameters
	count(sign_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_sign_in_a_staff_area_that_no_camera_names_is_not_bound if {
	answer := lib.not_applicable("sign/s/more", lib.staff_only)
	sign_02.not_applicable == {answer} with input.declared as _sign({"area": "office", "size": "sticker-100x100"})
		with data.parameters as _parameters
}

test_sticker_that_no_camera_names_is_not_bound if {
	declared := _sign({"area": "yard", "size": "sticker-100x100"})
	{answer.subject | some answer in sign_02.not_applicable} == {"sign/s/more"} with input.declared as declared
		with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_02.control == "CCTV-SIGN-02"
	sign_02.subjects == {"sign/s/gate", "sign/s/more"} with input.declared as _sign({"area": "yard"})
}
