package rules.dsr.dsr_10_test

import data.lib
import data.rules.dsr.dsr_10

_parameters := {
	"dsr_procedure_sections": ["checking", "requests"],
	"dsr_wider_scope": ["신체.*급박", "(?i)urgent.*life"],
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
}

_own := "footage of the person who asks, or a paper as `wider_scope`"

_wider := "footage that life, body or property urgently needs"

_plain := {"ko": {"sections": {"checking": "방문", "requests": "본인이 촬영된 영상"}}}

_old := {"ko": {"sections": {"checking": "방문", "requests": "생명, 신체의 보호에 급박한 영상"}}}

_input(viewing, declared, published) := {
	"today": "2026-12-01",
	"declared": {"sites": {}, "policy": {"viewing": viewing}, "text": declared},
	"published": {"fetched": "2026-12-01", "text": published},
}

test_own_footage_alone_passes if {
	document := _input({}, _plain, _plain)
	count(dsr_10.deny | dsr_10.unknown) == 0 with input as document with data.parameters as _parameters
}

test_the_older_clause_is_found if {
	finding := lib.finding("policy", "/text/ko/sections/requests", _own, _wider)
	dsr_10.deny == {finding} with input as _input({}, _old, _plain) with data.parameters as _parameters
	english := {"en": {"sections": {"checking": "Urgently needed for life"}}}
	other := lib.finding("policy", "/text/en/sections/checking", _own, _wider)
	dsr_10.deny == {other} with input as _input({}, english, _plain) with data.parameters as _parameters
}

test_the_older_clause_on_the_homepage_is_found if {
	finding := lib.finding_published("policy", "/text/ko/sections/requests", _own, _wider)
	dsr_10.deny == {finding} with input as _input({}, _plain, _old) with data.parameters as _parameters
}

test_a_policy_that_says_nothing_on_viewing_has_not_decided if {
	document := {"today": "2026-12-01", "declared": {"sites": {}, "text": _old}}
	count(dsr_10.deny) == 1 with input as document with data.parameters as _parameters
}

test_a_decision_to_keep_the_wider_promise_passes if {
	document := _input({"wider_scope": "DOC-1"}, _old, _old)
	count(dsr_10.deny | dsr_10.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_homepage_that_nobody_read_lately_is_unknown if {
	read := _input({}, _plain, _old)
	every document in [
		object.remove(read, ["published"]),
		object.union(read, {"today": "2026-12-04"}),
		_input({}, _plain, {"en": {"sections": {}}}),
	] {
		dsr_10.unknown == {lib.unknown("policy", "published", "/text/ko")} with input as document
			with data.parameters as _parameters
		count(dsr_10.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_of_one_site_says_nothing if {
	every published in [{}, {"fetched": "2026-12-01", "text": _old}] {
		declared := {"site": {"id": "s"}, "text": _old}
		document := {"today": "2026-12-01", "declared": declared, "published": published}
		count(dsr_10.subjects | (dsr_10.deny | dsr_10.unknown)) == 0 with input as document
			with data.parameters as _parameters
	}
}

test_the_policy_is_looked_at if {
	dsr_10.control == "CCTV-DSR-10"
	dsr_10.subjects == {"policy"} with input as _input({}, {}, {})
}
