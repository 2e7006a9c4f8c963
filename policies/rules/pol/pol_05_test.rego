package rules.pol.pol_05_test

import data.lib
import data.rules.pol.pol_05

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_facts := {
	"policy.viewing.method": {"ko": "연락 후 방문", "en": "Call, then visit"},
	"policy.viewing.place": {"ko": "보안실", "en": "Security office"},
}

_input(text) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": text}}}

_whole := {"sections": {"checking": "확인 방법"}, "facts": _facts}

test_way_and_place_pass if {
	count(pol_05.deny) == 0 with input as _input(_whole) with data.parameters as _parameters
}

test_each_that_is_missing_is_found if {
	every id, expected in {
		"policy.viewing.method": "how footage is checked",
		"policy.viewing.place": "where footage is checked",
	} {
		text := {"sections": _whole.sections, "facts": object.remove(_facts, [id])}
		finding := lib.finding("policy", sprintf("/text/ko/facts/%s", [id]), expected, null)
		pol_05.deny == {finding} with input as _input(text) with data.parameters as _parameters
	}
}

test_a_missing_section_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/checking", "how and where footage is checked", null)
	pol_05.deny == {finding} with input as _input({"facts": _facts}) with data.parameters as _parameters
}

test_a_homepage_without_a_place_is_found if {
	text := {"sections": _whole.sections, "facts": object.union(_facts, {"policy.viewing.place": null})}
	document := object.union(_input(_whole), {"published": {"fetched": "2026-12-01", "text": {"en": text}}})
	path := "/text/en/facts/policy.viewing.place"
	finding := lib.finding_published("policy", path, "where footage is checked", null)
	pol_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_05.subjects | pol_05.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_05.control == "CCTV-POL-05"
	pol_05.subjects == {"policy"} with input as _input({})
}
