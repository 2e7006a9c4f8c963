package rules.pol.pol_03_test

import data.lib
import data.rules.pol.pol_03

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_facts := {
	"policy.responsible.title": {"ko": "관리팀장", "en": "Management team leader"},
	"policy.responsible.department": {"ko": "총괄", "en": "Chief manager"},
	"sites.hub.people.security-lead.title": {"ko": "보안팀장", "en": "Security lead"},
}

_sites := {"hub": {"site": {"service": "in-service"}}, "new": {"site": {"service": "planned"}}}

_text(facts) := {"sections": {"people": "관리책임자"}, "facts": facts}

_input(text) := {"today": "2026-12-01", "declared": {"sites": _sites, "text": {"ko": text}}}

test_post_department_and_people_pass if {
	count(pol_03.deny) == 0 with input as _input(_text(_facts)) with data.parameters as _parameters
}

test_each_that_is_missing_is_found if {
	every id, place in {
		"policy.responsible.title": ["policy.responsible.title", "the post in charge"],
		"policy.responsible.department": ["policy.responsible.department", "its department"],
		"sites.hub.people.security-lead.title": ["sites.hub.people", "who may see footage"],
	} {
		document := _input(_text(object.remove(_facts, [id])))
		finding := lib.finding("policy", sprintf("/text/ko/facts/%s", [place[0]]), place[1], null)
		pol_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_headcount_of_nobody_in_particular_is_no_statement_of_people if {
	facts := object.union(object.remove(_facts, ["sites.hub.people.security-lead.title"]), {"sites.hub.people": null})
	finding := lib.finding("policy", "/text/ko/facts/sites.hub.people", "who may see footage", null)
	pol_03.deny == {finding} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_a_missing_section_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/people", "who is in charge and who may see footage", null)
	pol_03.deny == {finding} with input as _input({"facts": _facts}) with data.parameters as _parameters
}

test_a_homepage_that_names_nobody_is_found if {
	facts := object.remove(_facts, ["sites.hub.people.security-lead.title"])
	read := {"published": {"fetched": "2026-12-01", "text": {"en": _text(facts)}}}
	document := object.union(_input(_text(_facts)), read)
	finding := lib.finding_published("policy", "/text/en/facts/sites.hub.people", "who may see footage", null)
	pol_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_03.subjects | pol_03.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_03.control == "CCTV-POL-03"
	pol_03.subjects == {"policy"} with input as _input({})
}
