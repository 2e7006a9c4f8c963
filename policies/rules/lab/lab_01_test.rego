package rules.lab.lab_01_test

import data.lib
import data.rules.lab.lab_01

_parameters := {"labour_council_employees": 30}

_declared(organization) := {"organization": organization, "sites": {}}

test_a_consulted_council_passes if {
	declared := _declared({"size": {"employees": 30}, "labour_council": "DOC-1"})
	count(lab_01.deny | lab_01.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_no_consultation_is_found if {
	declared := _declared({"size": {"employees": 30}})
	finding := lib.finding("organization", "/organization/labour_council", "the record of the consultation", null)
	lab_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_fewer_employees_are_left_out if {
	every employees in [0, 29] {
		declared := _declared({"size": {"employees": employees}})
		count(lab_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
		{answer.subject | some answer in lab_01.not_applicable} == {"organization"} with input.declared as declared
			with data.parameters as _parameters
	}
}

test_missing_number_is_found if {
	finding := lib.finding("organization", "/organization/size/employees", "the number of regular employees", null)
	lab_01.deny == {finding} with input.declared as _declared({}) with data.parameters as _parameters
	count(lab_01.not_applicable) == 0 with input.declared as _declared({}) with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	every size in [{}, {"employees": 1}, {"employees": 30}] {
		declared := {"organization": {"size": size}, "site": {"id": "s"}}
		count(lab_01.subjects) == 0 with input.declared as declared with data.parameters as _parameters
		count(lab_01.deny | lab_01.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at if {
	lab_01.control == "CCTV-LAB-01"
	lab_01.subjects == {"organization"} with input.declared as _declared({})
}
