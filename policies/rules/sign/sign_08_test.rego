package rules.sign.sign_08_test

import data.lib
import data.rules.sign.sign_08

_parameters := {"sign_supplement_layouts": []}

_declared(processors) := {
	"organization": {"processors": processors},
	"site": {"id": "s", "processors": ["guard-co"], "signs": {"gate": {}}},
	"cameras": {"c": {"sign": "gate"}},
}

_guard := {"name": {"ko": "경비", "en": "Guard"}, "phone": "02-200"}

test_processor_with_name_and_number_passes if {
	count(sign_08.deny | sign_08.not_applicable) == 0 with input.declared as _declared({"guard-co": _guard})
		with data.parameters as _parameters
}

test_missing_number_is_found if {
	declared := _declared({"guard-co": object.remove(_guard, ["phone"])})
	path := "/organization/processors/guard-co/phone"
	sign_08.deny == {lib.finding("site/s", path, "the telephone number to print", null)} with input.declared as declared
		with data.parameters as _parameters
}

test_processor_that_is_not_known_is_found if {
	sign_08.deny == {
		lib.finding("site/s", "/organization/processors/guard-co/name", "the name to print", null),
		lib.finding("site/s", "/organization/processors/guard-co/phone", "the telephone number to print", null),
	} with input.declared as _declared({}) with data.parameters as _parameters
}

test_site_that_outsources_nothing_is_not_bound if {
	declared := {"site": {"id": "s", "signs": {"gate": {}}}, "cameras": {"c": {"sign": "gate"}}}
	{answer.subject | some answer in sign_08.not_applicable} == {"site/s"} with input.declared as declared
		with data.parameters as _parameters
}

test_site_without_signs_is_not_bound if {
	declared := {"site": {"id": "s", "processors": ["guard-co"]}, "cameras": {}}
	sign_08.not_applicable == {lib.not_applicable("site/s", lib.no_bound_sign)} with input.declared as declared
	count(sign_08.deny) == 0 with input.declared as declared
}

test_the_site_is_looked_at if {
	sign_08.control == "CCTV-SIGN-08"
	sign_08.subjects == {"site/s"} with input.declared as _declared({})
}

test_site_without_signs_owes_no_name if {
	declared := {"site": {"id": "s", "processors": ["guard-co"]}, "cameras": {}, "organization": {}}
	count(sign_08.deny) == 0 with input.declared as declared with data.parameters as _parameters
}
