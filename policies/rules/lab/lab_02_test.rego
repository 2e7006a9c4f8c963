package rules.lab.lab_02_test

import data.lib
import data.rules.lab.lab_02

_parameters := {"labour_purposes": ["근태", "(?i)attendance"]}

_expected := "a purpose other than supervising workers, or `labour_use`"

_declared(purposes) := {"sites": {}, "policy": {"purposes": purposes}}

test_other_purposes_pass if {
	declared := _declared({"fire": {"ko": "화재예방", "en": "Fire prevention"}})
	count(lab_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
	count(lab_02.deny) == 0 with input.declared as {"sites": {}} with data.parameters as _parameters
}

test_supervising_workers_is_found_by_id_and_by_words if {
	every id, purpose in {
		"a": {"ko": "근태 관리", "en": "Order"},
		"b": {"ko": "질서", "en": "Checking Attendance"},
		"attendance": {"ko": "질서", "en": "Order"},
	} {
		finding := lib.finding("policy", sprintf("/policy/purposes/%s", [id]), _expected, purpose)
		lab_02.deny == {finding} with input.declared as _declared({id: purpose}) with data.parameters as _parameters
	}
}

test_a_use_that_is_justified_on_its_own_passes if {
	declared := object.union(
		_declared({"attendance": {"ko": "근태", "en": "Attendance"}}),
		{"policy": {"labour_use": "DOC-1"}},
	)
	count(lab_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	declared := {"site": {"id": "s"}, "policy": {"purposes": {"attendance": {"ko": "근태", "en": "a"}}}}
	count(lab_02.subjects | lab_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	lab_02.control == "CCTV-LAB-02"
	lab_02.subjects == {"policy"} with input.declared as _declared({})
}
