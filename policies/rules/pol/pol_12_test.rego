package rules.pol.pol_12_test

import data.lib
import data.rules.pol.pol_12

_parameters := {
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
	"policy_sections": ["ground", "devices"],
	"privacy_policy_titles": ["개인정보 처리방침"],
}

_text := {"ko": {"sections": {"ground": "근거", "devices": "대수"}}}

_page := {"title": "개인정보 처리방침", "distinguished": true}

_within := {"part_of": "privacy-policy"}

_input(policy, text, page) := {
	"today": "2026-12-01",
	"declared": {"sites": {}, "policy": policy, "text": _text},
	"published": {"fetched": "2026-11-29", "text": text, "page": page},
}

test_a_whole_part_passes if {
	document := _input(_within, _text, _page)
	answers := (pol_12.deny | pol_12.unknown) | pol_12.not_applicable with input as document
		with data.parameters as _parameters
	count(answers) == 0
}

test_a_missing_section_is_found if {
	published := {"ko": {"sections": {"ground": "근거"}}}
	document := _input(_within, published, _page)
	path := "/text/ko/sections/devices"
	finding := lib.finding_published("policy", path, "an item that the policy has to state", null)
	pol_12.deny == {finding} with input as document with data.parameters as _parameters
}

test_another_title_and_a_hidden_link_are_found if {
	document := _input(_within, _text, {"title": "개인정보 보호정책", "distinguished": false})
	pol_12.deny == {
		lib.finding_published("policy", "/page/title", ["개인정보 처리방침"], "개인정보 보호정책"),
		lib.finding_published("policy", "/page/distinguished", true, false),
	} with input as document with data.parameters as _parameters
}

test_what_nobody_saw_is_unknown if {
	every key in ["title", "distinguished"] {
		document := _input(_within, _text, object.remove(_page, [key]))
		unknown := lib.unknown("policy", "published", sprintf("/page/%s", [key]))
		pol_12.unknown == {unknown} with input as document with data.parameters as _parameters
		count(pol_12.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_page_that_nobody_read_lately_is_unknown if {
	document := object.union(_input(_within, {}, {"title": "-"}), {"today": "2026-12-02"})
	pol_12.unknown == {lib.unknown("policy", "published", "/page")} with input as document
		with data.parameters as _parameters
	count(pol_12.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_document_of_its_own_is_left_out if {
	document := _input({}, {"ko": {}}, {"title": "-", "distinguished": false})
	left := pol_12.not_applicable with input as document with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(pol_12.deny | pol_12.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	every policy in [{}, _within] {
		document := object.union(
			object.remove(_input(policy, {}, {"title": "-"}), ["declared"]),
			{"declared": {"site": {"id": "s"}, "policy": policy}},
		)
		count(pol_12.subjects | (pol_12.deny | pol_12.unknown)) == 0 with input as document
			with data.parameters as _parameters
		count(pol_12.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_policy_is_looked_at if {
	pol_12.control == "CCTV-POL-12"
	pol_12.subjects == {"policy"} with input as _input({}, {}, {})
}
