package rules.pol.pol_14_test

import data.lib
import data.rules.pol.pol_14

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_text := {"version": "1.0", "effective": "2026-12-01"}

_input(text) := {"today": "2026-12-01", "declared": {"sites": {}, "text": {"ko": text}}}

test_version_and_date_pass if {
	count(pol_14.deny) == 0 with input as _input(_text) with data.parameters as _parameters
}

test_a_missing_version_is_found if {
	every text in [{"effective": "2026-12-01"}, object.union(_text, {"version": null})] {
		finding := lib.finding("policy", "/text/ko/version", "the number of the version", null)
		pol_14.deny == {finding} with input as _input(text) with data.parameters as _parameters
	}
}

test_what_is_no_date_is_found if {
	every actual in [null, "soon", "2026-13-01", "2026-12-32", "1 December 2026"] {
		document := _input(object.union(_text, {"effective": actual}))
		finding := lib.finding("policy", "/text/ko/effective", "a date", actual)
		pol_14.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_missing_date_is_found if {
	finding := lib.finding("policy", "/text/ko/effective", "a date", null)
	pol_14.deny == {finding} with input as _input({"version": "1.0"}) with data.parameters as _parameters
}

test_a_homepage_without_either_is_found if {
	read := {"published": {"fetched": "2026-12-01", "text": {"en": {"version": null, "effective": null}}}}
	pol_14.deny == {
		lib.finding_published("policy", "/text/en/version", "the number of the version", null),
		lib.finding_published("policy", "/text/en/effective", "a date", null),
	} with input as object.union(_input(_text), read) with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_14.subjects | pol_14.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_14.control == "CCTV-POL-14"
	pol_14.subjects == {"policy"} with input as _input({})
}
