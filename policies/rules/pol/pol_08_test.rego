package rules.pol.pol_08_test

import data.lib
import data.rules.pol.pol_08

_parameters := {
	"observed_max_age_days": 2,
	"policy_change_words": ["홈페이지|homepage"],
	"policy_languages": ["ko"],
	"policy_notice_days": 7,
}

_facts := {
	"processors.guard-co.name": {"ko": "예시보안", "en": "Example Security"},
	"processors.guard-co.task": {"ko": "관제", "en": "Watching"},
}

_sites := {
	"hub": {"site": {"service": "in-service", "processors": ["guard-co"]}},
	"new": {"site": {"service": "planned", "processors": ["builder-co"]}},
}

_text(facts, said) := {"sections": {"revision": said}, "facts": facts}

_input(sites, text) := {"today": "2026-12-01", "declared": {"sites": sites, "text": {"ko": text}}}

_clause := "시행 7일 전에 홈페이지에 공고합니다"

test_processors_and_the_clause_on_changes_pass if {
	document := _input(_sites, _text(_facts, _clause))
	count(pol_08.deny) == 0 with input as document with data.parameters as _parameters
}

test_where_nobody_is_employed_none_is_named if {
	document := _input({"hub": {"site": {"service": "in-service"}}}, _text({}, _clause))
	count(pol_08.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_missing_processor_is_found if {
	document := _input(_sites, _text({}, _clause))
	name := "/text/ko/facts/processors.guard-co.name"
	task := "/text/ko/facts/processors.guard-co.task"
	pol_08.deny == {
		lib.finding("policy", name, "the name of the processor", null),
		lib.finding("policy", task, "what the processor does", null),
	} with input as document with data.parameters as _parameters
}

test_a_missing_clause_on_changes_is_found if {
	every said, found in {"": [], "홈페이지에 공고합니다": ["홈페이지|homepage"], "5일 전": []} {
		document := _input(_sites, _text(_facts, said))
		asked := ["홈페이지|homepage", "7일|7 days"]
		finding := lib.finding("policy", "/text/ko/sections/revision", asked, found)
		pol_08.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_the_homepage_is_judged_as_well if {
	facts := object.remove(_facts, ["processors.guard-co.task"])
	read := {"fetched": "2026-12-01", "text": {"en": _text(facts, "On the homepage, 7 days before")}}
	document := object.union(_input(_sites, _text(_facts, _clause)), {"published": read})
	path := "/text/en/facts/processors.guard-co.task"
	finding := lib.finding_published("policy", path, "what the processor does", null)
	pol_08.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	count(pol_08.subjects | pol_08.deny) == 0 with input.declared as {"site": {"id": "s"}}
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_08.control == "CCTV-POL-08"
	pol_08.subjects == {"policy"} with input as _input({}, {})
}
