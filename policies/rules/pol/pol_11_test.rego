package rules.pol.pol_11_test

import data.lib
import data.rules.pol.pol_11

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_text := {
	"version": "1.0",
	"effective": "2026-12-01",
	"facts": {"policy.hours": "24h", "sites.hub.retention": 30},
}

_input(declared) := {"today": "2026-12-01", "declared": {"sites": {}, "text": declared}}

_published(declared, published) := object.union(
	_input(declared),
	{"published": {"fetched": "2026-12-01", "text": published}},
)

test_languages_that_state_the_same_pass if {
	every texts in [{"ko": _text, "en": _text}, {"ko": _text}] {
		count(pol_11.deny) == 0 with input as _published(texts, texts) with data.parameters as _parameters
	}
}

test_another_version_or_date_is_found if {
	every key, actual in {"version": "1.1", "effective": "2026-12-02"} {
		document := _input({"ko": _text, "en": object.union(_text, {key: actual})})
		finding := lib.finding("policy", sprintf("/text/en/%s", [key]), _text[key], actual)
		pol_11.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_missing_version_is_found if {
	document := _input({"ko": _text, "en": object.remove(_text, ["version"])})
	finding := lib.finding("policy", "/text/en/version", "1.0", null)
	pol_11.deny == {finding} with input as document with data.parameters as _parameters
}

test_facts_that_differ_are_found if {
	facts := {"sites.hub.retention": 45, "sites.old.retention": 7}
	document := _input({"ko": _text, "en": object.union(object.remove(_text, ["facts"]), {"facts": facts})})
	pol_11.deny == {
		lib.finding("policy", "/text/en/facts/policy.hours", "24h", null),
		lib.finding("policy", "/text/en/facts/sites.hub.retention", 30, 45),
		lib.finding("policy", "/text/en/facts/sites.old.retention", null, 7),
	} with input as document with data.parameters as _parameters
}

test_a_homepage_that_differs_is_found if {
	published := {"ko": _text, "en": object.union(_text, {"facts": {"policy.hours": "09-18"}})}
	document := _published({"ko": _text, "en": _text}, published)
	finding := lib.finding_published("policy", "/text/en/facts/policy.hours", "24h", "09-18")
	pol_11.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_missing_language_is_found_and_nothing_is_compared if {
	document := _published({"en": _text}, {"en": _text})
	pol_11.deny == {
		lib.finding("policy", "/text/ko", "the policy in this language", null),
		lib.finding_published("policy", "/text/ko", "the policy in this language", null),
	} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_11.subjects | pol_11.deny) == 0 with input.declared as {"site": {"id": "s"}, "text": {"en": _text}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_11.control == "CCTV-POL-11"
	pol_11.subjects == {"policy"} with input as _input({})
}
