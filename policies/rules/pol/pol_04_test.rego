package rules.pol.pol_04_test

import data.lib
import data.rules.pol.pol_04

_parameters := {
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
	"policy_processing_words": ["삭제|delet"],
	"policy_vague_retention": [`(?i)differ`, `마다 다르`],
}

_facts := {
	"policy.hours": "24h",
	"sites.hub.hours": "24h",
	"sites.hub.retention": 30,
	"sites.hub.groups.gates.retention": 45,
	"sites.hub.storage": {"ko": "보안실", "en": "Security office"},
}

_sites := {"hub": {"site": {"service": "in-service"}}, "new": {"site": {"service": "planned"}}}

_text(facts) := {"sections": {"recording": "기간이 끝나면 삭제합니다"}, "facts": facts}

_vague := {"sections": {"recording": "Retention differs. Footage is deleted"}, "facts": {"policy.hours": "24h"}}

_input(text) := {"today": "2026-12-01", "declared": {"sites": _sites, "text": {"ko": text}}}

test_hours_retention_storage_and_processing_pass if {
	count(pol_04.deny) == 0 with input as _input(_text(_facts)) with data.parameters as _parameters
}

test_hours_of_all_places_or_of_the_place_pass if {
	every id in ["policy.hours", "sites.hub.hours"] {
		facts := object.remove(_facts, [id])
		count(pol_04.deny) == 0 with input as _input(_text(facts)) with data.parameters as _parameters
	}
}

test_no_hours_at_all_are_found if {
	facts := object.remove(_facts, ["policy.hours", "sites.hub.hours"])
	finding := lib.finding("policy", "/text/ko/facts/sites.hub.hours", "the hours of recording", null)
	pol_04.deny == {finding} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_missing_retention_and_storage_are_found if {
	facts := object.remove(_facts, ["sites.hub.retention", "sites.hub.storage"])
	pol_04.deny == {
		lib.finding("policy", "/text/ko/facts/sites.hub.retention", "a number of days", null),
		lib.finding("policy", "/text/ko/facts/sites.hub.storage", "where footage is stored", null),
	} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_a_retention_in_words_is_found if {
	every id in ["sites.hub.retention", "sites.hub.groups.gates.retention"] {
		document := _input(_text(object.union(_facts, {id: "as needed"})))
		path := sprintf("/text/ko/facts/%s", [id])
		finding := lib.finding("policy", path, "a number of days", "as needed")
		pol_04.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_retention_in_words_is_shown_even_where_the_text_is_vague if {
	text := object.union(_text(_facts), {"sections": _vague.sections, "facts": {"sites.hub.retention": "as needed"}})
	finding := lib.finding("policy", "/text/ko/facts/sites.hub.retention", "a number of days", "as needed")
	pol_04.deny == {finding} with input as _input(text) with data.parameters as _parameters
}

test_a_homepage_that_only_says_that_retention_differs_is_found if {
	read := {"published": {"fetched": "2026-12-01", "text": {"en": _vague}}}
	document := object.union(_input(_text(_facts)), read)
	storage := "/text/en/facts/sites.hub.storage"
	retention := "/text/en/facts/sites.hub.retention"
	pol_04.deny == {
		lib.finding_published("policy", storage, "where footage is stored", null),
		lib.finding_published("policy", retention, "a number of days", "different from place to place"),
	} with input as document with data.parameters as _parameters
}

test_a_text_that_says_that_retention_differs_and_gives_it_passes if {
	text := object.union(_text(_facts), {"sections": {"recording": "사업장마다 다르며 표와 같습니다. 삭제합니다"}})
	count(pol_04.deny) == 0 with input as _input(text) with data.parameters as _parameters
}

test_a_text_without_processing_is_found if {
	every sections in [{}, {"recording": "24시간"}] {
		text := {"sections": sections, "facts": _facts}
		finding := lib.finding("policy", "/text/ko/sections/recording", ["삭제|delet"], [])
		pol_04.deny == {finding} with input as _input(text) with data.parameters as _parameters
	}
}

test_a_query_of_one_site_says_nothing if {
	count(pol_04.subjects | pol_04.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_04.control == "CCTV-POL-04"
	pol_04.subjects == {"policy"} with input as _input({})
}
