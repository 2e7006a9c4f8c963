package rules.pol.pol_01_test

import data.lib
import data.rules.pol.pol_01

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_text := {
	"sections": {"ground": "설치 근거 및 설치 목적"},
	"facts": {"policy.ground.25-1-2": "25-1-2", "policy.purposes.crime-prevention": {"ko": "범죄예방", "en": "Crime"}},
}

_input(declared) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": declared}}}

test_ground_and_purposes_pass if {
	count(pol_01.deny) == 0 with input as _input(_text) with data.parameters as _parameters
}

test_a_blank_section_is_found if {
	every sections in [{}, {"ground": " \n"}] {
		text := {"facts": _text.facts, "sections": sections}
		finding := lib.finding("policy", "/text/ko/sections/ground", "the ground and the purposes", null)
		pol_01.deny == {finding} with input as _input(text) with data.parameters as _parameters
	}
}

test_missing_ground_and_purposes_are_found if {
	text := object.union(object.remove(_text, ["facts"]), {"facts": {"policy.ground": null}})
	pol_01.deny == {
		lib.finding("policy", "/text/ko/facts/policy.ground", "the items of the Act on which filming rests", null),
		lib.finding("policy", "/text/ko/facts/policy.purposes", "the purposes", null),
	} with input as _input(text) with data.parameters as _parameters
}

test_the_homepage_is_judged_as_well if {
	facts := object.remove(_text.facts, ["policy.ground.25-1-2"])
	published := {"fetched": "2026-12-01", "text": {"en": {"sections": _text.sections, "facts": facts}}}
	document := object.union(_input(_text), {"published": published})
	expected := "the items of the Act on which filming rests"
	finding := lib.finding_published("policy", "/text/en/facts/policy.ground", expected, null)
	pol_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_01.subjects | pol_01.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_01.control == "CCTV-POL-01"
	pol_01.subjects == {"policy"} with input as _input({})
}
