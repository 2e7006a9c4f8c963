package rules.pol.pol_13_test

import data.lib
import data.rules.pol.pol_13

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_sites := {
	"hub": {"site": {"service": "in-service"}},
	"depot": {"site": {"service": "in-service"}},
	"new": {"site": {"service": "planned"}},
}

_facts := {
	"total.places": 2,
	"sites.hub.name": {"ko": "허브", "en": "Hub"},
	"sites.hub.people.lead.title": {"ko": "팀장", "en": "Lead"},
	"sites.depot.name": {"ko": "창고", "en": "Depot"},
}

_input(facts) := {"today": "2026-12-01", "declared": {"sites": _sites, "text": {"ko": {"facts": facts}}}}

test_the_places_in_service_pass if {
	count(pol_13.deny) == 0 with input as _input(_facts) with data.parameters as _parameters
}

test_a_missing_place_is_found if {
	finding := lib.finding("policy", "/text/ko/facts/sites.depot", "the place", null)
	pol_13.deny == {finding} with input as _input(object.remove(_facts, ["sites.depot.name"]))
		with data.parameters as _parameters
}

test_a_place_that_is_planned_or_gone_is_found if {
	every site in ["new", "gone"] {
		document := _input(object.union(_facts, {sprintf("sites.%s.retention", [site]): 30}))
		path := sprintf("/text/ko/facts/sites.%s", [site])
		finding := lib.finding("policy", path, "a place in service", "listed")
		pol_13.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_wrong_number_of_places_is_found if {
	finding := lib.finding("policy", "/text/ko/facts/total.places", 2, 3)
	pol_13.deny == {finding} with input as _input(object.union(_facts, {"total.places": 3}))
		with data.parameters as _parameters
}

test_the_number_of_places_may_be_left_out if {
	document := _input(object.remove(_facts, ["total.places"]))
	count(pol_13.deny) == 0 with input as document with data.parameters as _parameters
}

test_the_homepage_is_judged_as_well if {
	published := object.union(_facts, {"sites.gone.name": {"ko": "옛 창고", "en": "Old depot"}})
	read := {"published": {"fetched": "2026-12-01", "text": {"en": {"facts": published}}}}
	document := object.union(_input(_facts), read)
	finding := lib.finding_published("policy", "/text/en/facts/sites.gone", "a place in service", "listed")
	pol_13.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	declared := {"site": {"id": "s"}, "text": {"ko": {"facts": _facts}}}
	count(pol_13.subjects | pol_13.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_13.control == "CCTV-POL-13"
	pol_13.subjects == {"policy"} with input as _input({})
}
