package rules.inc.inc_03_test

import data.lib
import data.rules.inc.inc_03

_parameters := {"incident_plan_keys": ["document", "isolates"]}

_declared(organization) := {"organization": organization, "sites": {}}

test_a_plan_with_roles_passes if {
	declared := _declared({"incident_plan": {"document": "DOC-1", "isolates": "admin"}})
	count(inc_03.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_plan_without_a_role_is_found if {
	declared := _declared({"incident_plan": {"document": "DOC-1"}})
	path := "/organization/incident_plan/isolates"
	finding := lib.finding("organization", path, "part of the plan for incidents", null)
	inc_03.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_missing_plan_is_found if {
	count(inc_03.deny) == 2 with input.declared as _declared({}) with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	declared := {"organization": {}, "site": {"id": "s"}}
	count(inc_03.subjects | inc_03.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_organization_is_looked_at if {
	inc_03.control == "CCTV-INC-03"
	inc_03.subjects == {"organization"} with input.declared as _declared({})
}
