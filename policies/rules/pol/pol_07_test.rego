package rules.pol.pol_07_test

import data.lib
import data.rules.pol.pol_07

_words := ["방화벽|firewall", "교육|train", "보안구역|security zone"]

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"], "policy_measure_words": _words}

_text(said) := {"sections": {"protection": said}}

_input(said) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": _text(said)}}}

test_a_measure_of_each_kind_passes if {
	count(pol_07.deny) == 0 with input as _input("방화벽, 교육, 보안구역") with data.parameters as _parameters
}

test_a_kind_without_a_measure_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/protection", _words, ["방화벽|firewall", "교육|train"])
	pol_07.deny == {finding} with input as _input("방화벽과 교육") with data.parameters as _parameters
}

test_naming_the_three_kinds_is_no_measure if {
	finding := lib.finding("policy", "/text/ko/sections/protection", _words, [])
	document := _input("기술적·관리적 및 물리적 조치를 합니다")
	pol_07.deny == {finding} with input as document with data.parameters as _parameters
}

test_the_homepage_is_judged_as_well if {
	read := {"fetched": "2026-12-01", "text": {"en": _text("A firewall, and trained people")}}
	document := object.union(_input("방화벽, 교육, 보안구역"), {"published": read})
	path := "/text/en/sections/protection"
	finding := lib.finding_published("policy", path, _words, ["방화벽|firewall", "교육|train"])
	pol_07.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_07.subjects | pol_07.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_07.control == "CCTV-POL-07"
	pol_07.subjects == {"policy"} with input as _input("")
}
