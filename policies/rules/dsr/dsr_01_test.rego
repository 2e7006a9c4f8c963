package rules.dsr.dsr_01_test

import data.lib
import data.rules.dsr.dsr_01

_parameters := {
	"dsr_easy_channels": ["writing", "telephone"],
	"dsr_procedure_sections": ["checking", "requests"],
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
}

_text := {
	"ko": {"sections": {"checking": "방문", "requests": "10일"}},
	"en": {"sections": {"checking": "a visit", "requests": "10 days"}},
}

_input(channels, declared, published) := {
	"today": "2026-12-01",
	"declared": {"sites": {}, "policy": {"viewing": {"channels": channels}}, "text": declared},
	"published": {"fetched": "2026-11-29", "text": published},
}

_missing := "how a request is made and what follows"

test_an_easy_way_and_a_procedure_pass if {
	document := _input(["in-person", "telephone"], _text, _text)
	count(dsr_01.deny | dsr_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_only_a_visit_is_found if {
	every channels in [["in-person"], []] {
		document := _input(channels, _text, _text)
		expected := "one of writing, telephone"
		finding := lib.finding("policy", "/policy/viewing/channels", expected, channels)
		dsr_01.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_no_way_at_all_is_found if {
	document := {"today": "2026-12-01", "declared": {"sites": {}, "text": _text}}
	finding := lib.finding("policy", "/policy/viewing/channels", "one of writing, telephone", null)
	dsr_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_text_without_the_procedure_is_found if {
	declared := object.union(_text, {"en": {"sections": {"requests": ""}}})
	document := _input(["writing"], declared, _text)
	finding := lib.finding("policy", "/text/en/sections/requests", _missing, null)
	dsr_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_no_korean_text_is_found if {
	document := _input(["writing"], {}, _text)
	{finding.path | some finding in dsr_01.deny} == {
		"/text/ko/sections/checking",
		"/text/ko/sections/requests",
	} with input as document with data.parameters as _parameters
}

test_a_homepage_without_the_procedure_is_found if {
	published := object.union(_text, {"ko": {"sections": {"checking": ""}}})
	document := _input(["writing"], _text, published)
	finding := lib.finding_published("policy", "/text/ko/sections/checking", _missing, null)
	dsr_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_homepage_that_nobody_read_lately_is_unknown if {
	unknown := {lib.unknown("policy", "published", "/text/ko")}
	read := _input(["writing"], _text, _text)
	every document in [
		object.remove(read, ["published"]),
		object.union(read, {"today": "2026-12-02"}),
		object.union(read, {"today": "2026-11-28"}),
		_input(["writing"], _text, {"en": _text.en}),
	] {
		dsr_01.unknown == unknown with input as document with data.parameters as _parameters
		count(dsr_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_of_one_site_says_nothing if {
	every published in [{}, {"fetched": "2026-12-01", "text": {"ko": {"sections": {}}}}] {
		document := {"today": "2026-12-01", "declared": {"site": {"id": "s"}}, "published": published}
		count(dsr_01.subjects | (dsr_01.deny | dsr_01.unknown)) == 0 with input as document
			with data.parameters as _parameters
	}
}

test_the_policy_is_looked_at if {
	dsr_01.control == "CCTV-DSR-01"
	dsr_01.subjects == {"policy"} with input as _input([], {}, {})
}
