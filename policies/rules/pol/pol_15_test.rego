package rules.pol.pol_15_test

import data.lib
import data.rules.pol.pol_15

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"], "policy_remedy_numbers": ["1833-6972", "118"]}

_text(phone, said) := {"facts": {"policy.responsible.phone": phone}, "sections": {"requests": said}}

_input(text) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": text}}}

test_a_telephone_and_the_bodies_pass if {
	document := _input(_text("02-3782-0114", "분쟁조정위원회(1833-6972), 신고센터(118)"))
	count(pol_15.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_missing_telephone_is_found if {
	path := "/text/ko/facts/policy.responsible.phone"
	finding := lib.finding("policy", path, "a telephone for complaints", null)
	document := _input(_text(null, "1833-6972, 118"))
	pol_15.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_missing_body_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/requests", ["1833-6972", "118"], ["1833-6972"])
	document := _input(_text("02-3782-0114", "1833-6972, 1182"))
	pol_15.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_15.subjects | pol_15.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_15.control == "CCTV-POL-15"
	pol_15.subjects == {"policy"} with input as _input({})
}
