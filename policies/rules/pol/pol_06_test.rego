package rules.pol.pol_06_test

import data.lib
import data.rules.pol.pol_06

_parameters := {
	"dsr_access_days": 10,
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
	"policy_request_words": ["열람|view", "삭제|delet"],
}

_asked := ["열람|view", "삭제|delet", "10일|10 days"]

_text(said) := {"sections": {"requests": said}}

_input(said) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": _text(said)}}}

test_what_follows_and_the_days_pass_in_both_languages if {
	every said in ["열람은 10일 이내, 삭제도 같다", "Viewing and deletion: 10 days"] {
		count(pol_06.deny) == 0 with input as _input(said) with data.parameters as _parameters
	}
}

test_without_delay_is_no_deadline if {
	finding := lib.finding("policy", "/text/ko/sections/requests", _asked, ["열람|view", "삭제|delet"])
	document := _input("열람과 삭제는 지체 없이")
	pol_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_the_days_are_those_of_the_parameter if {
	parameters := object.union(_parameters, {"dsr_access_days": 7})
	asked := ["열람|view", "삭제|delet", "7일|7 days"]
	finding := lib.finding("policy", "/text/ko/sections/requests", asked, ["열람|view", "삭제|delet"])
	document := _input("열람과 삭제는 10일 이내")
	pol_06.deny == {finding} with input as document with data.parameters as parameters
}

test_a_missing_kind_of_request_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/requests", _asked, ["열람|view", "10일|10 days"])
	pol_06.deny == {finding} with input as _input("열람은 10일 이내") with data.parameters as _parameters
}

test_a_missing_section_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/requests", _asked, [])
	document := {"declared": {"sites": {}}}
	pol_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_homepage_without_a_deadline_is_found if {
	read := {"fetched": "2026-12-01", "text": {"en": _text("View or delete, without delay")}}
	document := object.union(_input("열람과 삭제는 10일 이내"), {"published": read})
	path := "/text/en/sections/requests"
	finding := lib.finding_published("policy", path, _asked, ["열람|view", "삭제|delet"])
	pol_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_06.subjects | pol_06.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_06.control == "CCTV-POL-06"
	pol_06.subjects == {"policy"} with input as _input("")
}
