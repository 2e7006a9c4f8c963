package rules.des.des_02_test

import data.lib
import data.rules.des.des_02

_parameters := {
	"destruction_methods_footage": ["overwrite"],
	"destruction_methods_hdd": ["degauss"],
	"destruction_methods_ssd": ["shredding"],
}

_declared(organization) := {"organization": organization, "sites": {}}

_good := {"footage": "overwrite", "hdd": "degauss", "ssd": "shredding"}

_finding(medium, methods, actual) := lib.finding(
	"organization",
	sprintf("/organization/destruction/%s", [medium]),
	methods,
	actual,
)

test_methods_that_leave_nothing_pass if {
	declared := _declared({"destruction": object.union(_good, {"print": "shredding"})})
	count(des_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_method_that_does_not_reach_the_medium_is_found if {
	declared := _declared({"destruction": object.union(_good, {"ssd": "degauss"})})
	finding := _finding("ssd", ["shredding"], "degauss")
	des_02.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_missing_methods_are_found if {
	every organization in [{}, {"destruction": {}}] {
		des_02.deny == {
			_finding("footage", ["overwrite"], null),
			_finding("hdd", ["degauss"], null),
			_finding("ssd", ["shredding"], null),
		} with input.declared as _declared(organization) with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at_across_sites if {
	des_02.control == "CCTV-DES-02"
	des_02.subjects == {"organization"} with input.declared as _declared({})
	site := {"organization": {}, "site": {"id": "s"}}
	count(des_02.subjects | des_02.deny) == 0 with input.declared as site with data.parameters as _parameters
}
