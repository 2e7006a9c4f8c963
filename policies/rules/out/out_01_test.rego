package rules.out.out_01_test

import data.lib
import data.rules.out.out_01

_parameters := {"contract_clauses": ["safeguards", "liability"]}

_good := {"contract": "DOC-1", "until": "2026-12-01", "clauses": ["liability", "purpose-scope", "safeguards"]}

_input(processors) := {"today": "2026-12-01", "declared": {"sites": {}, "organization": {"processors": processors}}}

_finding(key, expected, actual) := lib.finding(
	"organization",
	sprintf("/organization/processors/p/%s", [key]),
	expected,
	actual,
)

test_a_contract_with_every_clause_passes if {
	count(out_01.deny | out_01.not_applicable) == 0 with input as _input({"p": _good})
		with data.parameters as _parameters
}

test_a_missing_contract_is_found if {
	document := _input({"p": object.remove(_good, ["contract"])})
	finding := _finding("contract", "the number of the contract", null)
	out_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_contract_that_is_over_is_found if {
	over := _input({"p": object.union(_good, {"until": "2026-11-30"})})
	expected := "a day that is not over"
	out_01.deny == {_finding("until", expected, "2026-11-30")} with input as over with data.parameters as _parameters
	unsaid := _input({"p": object.remove(_good, ["until"])})
	out_01.deny == {_finding("until", expected, null)} with input as unsaid with data.parameters as _parameters
}

test_a_missing_clause_is_found if {
	expected := ["safeguards", "liability"]
	short := _input({"p": object.union(_good, {"clauses": ["liability"]})})
	out_01.deny == {_finding("clauses", expected, ["liability"])} with input as short with data.parameters as _parameters
	unsaid := _input({"p": object.remove(_good, ["clauses"])})
	out_01.deny == {_finding("clauses", expected, null)} with input as unsaid with data.parameters as _parameters
}

test_where_nothing_is_outsourced_nothing_is_asked if {
	every document in [_input({}), {"today": "2026-12-01", "declared": {"sites": {}, "organization": {}}}] {
		left := out_01.not_applicable with input as document
		{answer.subject | some answer in left} == {"organization"}
		count(out_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at_across_sites if {
	out_01.control == "CCTV-OUT-01"
	out_01.subjects == {"organization"} with input as _input({})
	site := {"site": {"id": "s"}, "organization": {"processors": {"p": {}}}}
	count(out_01.subjects | (out_01.deny | out_01.not_applicable)) == 0 with input.declared as site
		with data.parameters as _parameters
}
