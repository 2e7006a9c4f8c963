package rules.pol.pol_02_test

import data.lib
import data.rules.pol.pol_02

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_cameras := {
	"lobby": {"service": "in-service", "regime": "art25_open"},
	"gate": {"service": "in-service", "regime": "art25_open"},
	"dock": {"service": "in-service", "regime": "art15_nonopen"},
	"roof": {"service": "planned", "regime": "art25_open"},
}

_sites := {
	"hub": {"site": {"service": "in-service"}, "cameras": _cameras},
	"depot": {"site": {"service": "in-service"}, "cameras": {"dock": _cameras.dock}},
	"new": {"site": {"service": "planned"}, "cameras": _cameras},
}

_facts := {
	"sites.hub.open_devices": 2,
	"sites.hub.staff_devices": 1,
	"sites.hub.ranges.lobby": {"ko": "로비", "en": "Lobby"},
	"sites.depot.open_devices": 0,
	"sites.depot.staff_devices": 1,
	"total.open_devices": 2,
	"total.staff_devices": 2,
}

_text(facts) := {"sections": {"devices": "설치 대수"}, "facts": facts}

_input(text) := {"today": "2026-12-01", "declared": {"sites": _sites, "text": {"ko": text}}}

test_numbers_that_are_counted_and_ranges_pass if {
	count(pol_02.deny) == 0 with input as _input(_text(_facts)) with data.parameters as _parameters
}

test_sums_may_be_left_out if {
	facts := object.remove(_facts, ["total.open_devices", "total.staff_devices"])
	count(pol_02.deny) == 0 with input as _input(_text(facts)) with data.parameters as _parameters
}

test_missing_numbers_are_found if {
	facts := object.remove(_facts, ["sites.hub.open_devices", "sites.depot.staff_devices"])
	pol_02.deny == {
		lib.finding("policy", "/text/ko/facts/sites.hub.open_devices", 2, null),
		lib.finding("policy", "/text/ko/facts/sites.depot.staff_devices", 1, null),
	} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_a_wrong_number_is_found if {
	facts := object.union(_facts, {"sites.hub.open_devices": 3})
	finding := lib.finding("policy", "/text/ko/facts/sites.hub.open_devices", 2, 3)
	pol_02.deny == {finding} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_a_wrong_sum_is_found if {
	facts := object.union(_facts, {"total.staff_devices": 3})
	finding := lib.finding("policy", "/text/ko/facts/total.staff_devices", 2, 3)
	pol_02.deny == {finding} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_missing_ranges_of_open_places_are_found if {
	facts := object.remove(_facts, ["sites.hub.ranges.lobby"])
	finding := lib.finding("policy", "/text/ko/facts/sites.hub.ranges", "what the devices of open places film", null)
	pol_02.deny == {finding} with input as _input(_text(facts)) with data.parameters as _parameters
}

test_a_missing_section_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/devices", "number, place and range of the devices", null)
	pol_02.deny == {finding} with input as _input({"facts": _facts}) with data.parameters as _parameters
}

test_the_homepage_is_judged_as_well if {
	read := {"fetched": "2026-12-01", "text": {"en": _text(object.union(_facts, {"sites.hub.staff_devices": 4}))}}
	document := object.union(_input(_text(_facts)), {"published": read})
	finding := lib.finding_published("policy", "/text/en/facts/sites.hub.staff_devices", 1, 4)
	pol_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_02.subjects | pol_02.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_02.control == "CCTV-POL-02"
	pol_02.subjects == {"policy"} with input as _input({})
}
