package rules.ops.ops_04_test

import data.lib
import data.rules.ops.ops_04

_parameters := {
	"internal_plan_review_days": 366,
	"small_holder_subjects": 10000,
	"small_merchant_employees": 10,
}

_small := {"small_merchant": true, "data_subjects": 9999, "employees": 9}

_input(organization) := {"today": "2026-12-01", "declared": {"organization": organization, "sites": {}}}

_document := lib.finding("organization", "/organization/internal_plan/document", "the number of the plan", null)

_reviewed(actual) := lib.finding(
	"organization",
	"/organization/internal_plan/reviewed",
	"within the last 366 days",
	actual,
)

test_plan_that_was_checked_passes if {
	every date in ["2025-11-30", "2026-12-01"] {
		document := _input({"internal_plan": {"document": "DOC-1", "reviewed": date}})
		count(ops_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_missing_plan_is_found if {
	every organization in [{}, {"internal_plan": {}}] {
		ops_04.deny == {_document, _reviewed(null)} with input as _input(organization)
			with data.parameters as _parameters
	}
}

test_plan_without_a_number_is_found if {
	document := _input({"internal_plan": {"reviewed": "2026-02-10"}})
	ops_04.deny == {_document} with input as document with data.parameters as _parameters
}

test_check_that_is_old_or_has_not_happened_is_found if {
	every date in ["2025-11-29", "2026-12-02"] {
		document := _input({"internal_plan": {"document": "DOC-1", "reviewed": date}})
		ops_04.deny == {_reviewed(date)} with input as document with data.parameters as _parameters
	}
}

test_small_merchant_with_few_peoples_data_is_not_bound if {
	left := ops_04.not_applicable with input as _input({"size": _small}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"organization"}
	count(ops_04.deny) == 0 with input as _input({"size": _small}) with data.parameters as _parameters
}

test_larger_organization_is_bound if {
	every figure in [{"small_merchant": false}, {"data_subjects": 10000}, {"employees": 10}] {
		document := _input({"size": object.union(_small, figure)})
		count(ops_04.deny) == 2 with input as document with data.parameters as _parameters
		count(ops_04.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at_across_sites if {
	ops_04.control == "CCTV-OPS-04"
	ops_04.subjects == {"organization"} with input as _input({})
}

test_a_query_of_one_site_says_nothing if {
	every organization in [{}, {"size": _small}] {
		document := {"today": "2026-12-01", "declared": {"organization": organization, "site": {"id": "s"}}}
		answers := (ops_04.subjects | ops_04.deny) | ops_04.not_applicable with input as document
			with data.parameters as _parameters
		count(answers) == 0
	}
}
