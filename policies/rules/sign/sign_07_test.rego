package rules.sign.sign_07_test

import data.lib
import data.rules.sign.sign_07

_parameters := {"sign_supplement_layouts": [], "sign_languages": ["ko"]}

_declared(site, sign) := {
	"site": object.union({"id": "s", "signs": {"gate": sign}}, site),
	"cameras": {"c": {"sign": "gate"}},
}

_path := "/site/signs/gate/languages"

test_korean_passes_where_foreigners_do_not_visit if {
	declared := _declared({"foreign_visitors": false}, {"languages": ["ko"]})
	count(sign_07.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_another_language_passes_everywhere if {
	every site in [{}, {"foreign_visitors": true}, {"foreign_visitors": false}] {
		declared := _declared(site, {"languages": ["ko", "vi"]})
		count(sign_07.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_sign_without_korean_is_found if {
	every sign in [{"languages": ["en"]}, {"languages": []}] {
		finding := lib.finding("sign/s/gate", _path, "ko", sign.languages)
		sign_07.deny == {finding} with input.declared as _declared({"foreign_visitors": true}, sign)
			with data.parameters as _parameters
	}
}

test_missing_languages_are_found if {
	sign_07.deny == {lib.finding("sign/s/gate", _path, "ko", null)} with input.declared as _declared({}, {})
		with data.parameters as _parameters
}

test_korean_alone_is_found_where_foreigners_visit if {
	declared := _declared({"foreign_visitors": true}, {"languages": ["ko"]})
	expected := "ko, and a language of the foreigners who visit"
	sign_07.deny == {lib.finding("sign/s/gate", _path, expected, ["ko"])} with input.declared as declared
		with data.parameters as _parameters
}

test_site_that_does_not_say_is_found if {
	declared := _declared({}, {"languages": ["ko"]})
	finding := lib.finding("sign/s/gate", "/site/foreign_visitors", "whether foreigners often visit", null)
	sign_07.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := object.union(_declared({}, {}), {"cameras": {"c": {"regime": "art15_nonopen"}}})
	sign_07.not_applicable == {lib.not_applicable("sign/s/gate", lib.staff_only)} with input.declared as declared
		with data.parameters as _parameters
	count(sign_07.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_07.control == "CCTV-SIGN-07"
	sign_07.subjects == {"sign/s/gate"} with input.declared as _declared({}, {})
}
