package rules.ops.ops_05_test

import data.lib
import data.rules.ops.ops_05

_parameters := {"large_holder_subjects": 100000}

_declared(organization) := {"organization": organization, "sites": {}}

_large := {"size": {"data_subjects": 100000}}

_finding := lib.finding("organization", "/organization/disaster_procedure", "the number of the procedure", null)

test_large_holder_with_a_procedure_passes if {
	declared := _declared(object.union(_large, {"disaster_procedure": "DOC-1"}))
	count(ops_05.deny | ops_05.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_missing_procedure_is_found if {
	every organization in [_large, {}, {"size": {"employees": 9}}] {
		ops_05.deny == {_finding} with input.declared as _declared(organization) with data.parameters as _parameters
	}
}

test_holder_of_few_peoples_data_is_not_bound if {
	declared := _declared({"size": {"data_subjects": 99999}})
	left := ops_05.not_applicable with input.declared as declared with data.parameters as _parameters
	left == {lib.not_applicable("organization", lib.holds_few)}
	count(ops_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_organization_is_looked_at_across_sites if {
	ops_05.control == "CCTV-OPS-05"
	ops_05.subjects == {"organization"} with input.declared as _declared({})
}

test_a_query_of_one_site_says_nothing if {
	every organization in [{}, _large, {"size": {"data_subjects": 5}}] {
		declared := {"organization": organization, "site": {"id": "s"}}
		answers := (ops_05.subjects | ops_05.deny) | ops_05.not_applicable with input.declared as declared
			with data.parameters as _parameters
		count(answers) == 0
	}
}
