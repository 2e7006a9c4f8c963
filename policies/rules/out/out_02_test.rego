package rules.out.out_02_test

import data.lib
import data.rules.out.out_02

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_name := {"ko": "예시보안", "en": "Example Security"}

_named := {"processors.p.name": _name, "processors.p.task": {"ko": "관제", "en": "Watching"}}

_input(processors, declared, published) := {
	"today": "2026-12-01",
	"declared": {
		"sites": {},
		"organization": {"processors": processors},
		"text": {"ko": {"facts": declared}},
	},
	"published": {"fetched": "2026-11-30", "text": {"ko": {"facts": published}}},
}

_other := {"processors.gone.name": _name}

test_processors_that_are_published_pass if {
	document := _input({"p": {}}, _named, _named)
	count(out_02.deny | out_02.unknown) == 0 with input as document with data.parameters as _parameters
	none := _input({}, {}, {"organization.name": _name})
	count(out_02.deny | out_02.unknown) == 0 with input as none with data.parameters as _parameters
}

test_a_processor_that_the_homepage_leaves_out_is_found if {
	document := _input({"p": {}}, _named, {})
	name := "/text/ko/facts/processors.p.name"
	task := "/text/ko/facts/processors.p.task"
	out_02.deny == {
		lib.finding_published("policy", name, "the name of the processor", null),
		lib.finding_published("policy", task, "what the processor does", null),
	} with input as document with data.parameters as _parameters
}

test_a_task_that_nobody_wrote_is_found if {
	document := _input({"p": {}}, object.remove(_named, ["processors.p.task"]), _named)
	finding := lib.finding("policy", "/text/ko/facts/processors.p.task", "what the processor does", null)
	out_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_company_without_a_contract_is_found if {
	document := _input({"p": {}}, _named, object.union(_named, _other))
	path := "/text/ko/facts/processors.gone"
	finding := lib.finding_published("policy", path, "a processor with a contract", "named")
	out_02.deny == {finding} with input as document with data.parameters as _parameters
	none := _input({}, _other, {})
	other := lib.finding("policy", path, "a processor with a contract", "named")
	out_02.deny == {other} with input as none with data.parameters as _parameters
}

test_a_homepage_that_was_not_read_lately_is_unknown if {
	read := _input({"p": {}}, _named, {})
	every document in [object.remove(read, ["published"]), object.union(read, {"today": "2026-12-03"})] {
		unknown := lib.unknown("policy", "published", "/text")
		out_02.unknown == {unknown} with input as document with data.parameters as _parameters
		count(out_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_policy_is_looked_at_across_sites if {
	out_02.control == "CCTV-OUT-02"
	out_02.subjects == {"policy"} with input as _input({}, {}, {})
	site := {"declared": {"site": {"id": "s"}, "organization": {"processors": {"p": {}}}}}
	count(out_02.subjects | (out_02.deny | out_02.unknown)) == 0 with input as site with data.parameters as _parameters
}
