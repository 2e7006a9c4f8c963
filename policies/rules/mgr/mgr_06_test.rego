package rules.mgr.mgr_06_test

import data.lib
import data.rules.mgr.mgr_06

_parameters := {"small_holder_subjects": 10000, "small_merchant_employees": 10}

_small := {"small_merchant": true, "data_subjects": 9999, "employees": 9}

_declared(organization) := {"organization": organization, "sites": {}}

_finding := lib.finding("organization", "/organization/internal_plan/document", "the number of the plan", null)

test_organization_with_a_plan_passes if {
	declared := _declared({"internal_plan": {"document": "DOC-1"}})
	count(mgr_06.deny | mgr_06.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_missing_plan_is_found if {
	every organization in [{}, {"internal_plan": {}}, {"size": {"employees": 9}}] {
		mgr_06.deny == {_finding} with input.declared as _declared(organization) with data.parameters as _parameters
	}
}

test_larger_organization_is_bound if {
	every figure in [{"small_merchant": false}, {"data_subjects": 10000}, {"employees": 10}] {
		declared := _declared({"size": object.union(_small, figure)})
		mgr_06.deny == {_finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_small_merchant_with_few_people_is_not_bound if {
	declared := _declared({"size": _small})
	{answer.subject | some answer in mgr_06.not_applicable} == {"organization"} with input.declared as declared
		with data.parameters as _parameters
	count(mgr_06.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_organization_is_looked_at_across_sites if {
	mgr_06.control == "CCTV-MGR-06"
	mgr_06.subjects == {"organization"} with input.declared as _declared({})
	count(mgr_06.subjects | mgr_06.deny) == 0 with input.declared as {"organization": {}, "site": {"id": "s"}}
}

test_a_query_of_one_site_says_nothing if {
	declared := {"organization": {"size": _small}, "site": {"id": "s"}}
	count(mgr_06.deny | mgr_06.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}
