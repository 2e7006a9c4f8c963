package rules.sign.sign_10_test

import data.lib
import data.rules.sign.sign_10

_parameters := {
	"sign_min_long_mm": 297,
	"sign_min_short_mm": 210,
	"sign_supplement_layouts": ["sticker-100x100"],
}

_declared(sign) := {"site": {"id": "s", "signs": {"gate": sign}}, "cameras": {"c": {"sign": "gate"}}}

_finding(expected, size) := lib.finding("sign/s/gate", "/site/signs/gate/size", expected, size)

test_large_enough_signs_pass if {
	every size in ["a4-landscape", "a4-portrait", "a3-landscape", "board-400x300"] {
		count(sign_10.deny) == 0 with input.declared as _declared({"size": size}) with data.parameters as _parameters
	}
}

test_smaller_sign_is_found if {
	parameters := object.union(_parameters, {"sign_min_long_mm": 400})
	finding := _finding("at least 400 x 210 mm", "a4-landscape")
	sign_10.deny == {finding} with input.declared as _declared({"size": "a4-landscape"}) with data.parameters as parameters
}

test_narrower_sign_is_found if {
	parameters := object.union(_parameters, {"sign_min_short_mm": 297})
	finding := _finding("at least 297 x 297 mm", "a4-portrait")
	sign_10.deny == {finding} with input.declared as _declared({"size": "a4-portrait"}) with data.parameters as parameters
}

test_sticker_is_found_however_small_a_sign_may_be if {
	parameters := object.union(_parameters, {"sign_min_long_mm": 1, "sign_min_short_mm": 1})
	finding := _finding("at least 1 x 1 mm", "sticker-100x100")
	sign_10.deny == {finding} with input.declared as _declared({"size": "sticker-100x100"})
		with data.parameters as parameters
}

test_missing_size_is_found if {
	sign_10.deny == {_finding("at least 297 x 210 mm", null)} with input.declared as _declared({})
		with data.parameters as _parameters
}

test_notice_on_the_web_is_not_bound if {
	answer := lib.not_applicable("sign/s/gate", lib.on_web_only)
	sign_10.not_applicable == {answer} with input.declared as _declared({"mode": "web"})
		with data.parameters as _parameters
	count(sign_10.deny) == 0 with input.declared as _declared({"mode": "web"}) with data.parameters as _parameters
}

test_sticker_is_found_whatever_the_company_chooses if {
	parameters := {"sign_min_long_mm": 1, "sign_min_short_mm": 1, "sign_supplement_layouts": []}
	finding := _finding("at least 1 x 1 mm", "sticker-100x100")
	sign_10.deny == {finding} with input.declared as _declared({"size": "sticker-100x100"})
		with data.parameters as parameters
}

test_layout_that_the_company_calls_a_supplement_is_found if {
	parameters := object.union(_parameters, {"sign_supplement_layouts": ["a4-portrait"]})
	finding := _finding("at least 297 x 210 mm", "a4-portrait")
	sign_10.deny == {finding} with input.declared as _declared({"size": "a4-portrait"}) with data.parameters as parameters
}

test_every_sign_is_looked_at if {
	sign_10.control == "CCTV-SIGN-10"
	sign_10.subjects == {"sign/s/gate"} with input.declared as _declared({})
}
