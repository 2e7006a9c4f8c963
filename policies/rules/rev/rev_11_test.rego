package rules.rev.rev_11_test

import data.lib
import data.rules.rev.rev_11

_input(policy) := {"declared": {"sites": {}, "policy": policy}}

test_a_list_of_changes_passes if {
	document := _input({"publication": "workplace", "history": "DOC-1"})
	count(rev_11.deny | rev_11.not_applicable) == 0 with input as document
}

test_a_missing_list_is_found if {
	finding := lib.finding("policy", "/policy/history", "the number of the list of changes", null)
	every policy in [{"publication": "workplace"}, {}] {
		rev_11.deny == {finding} with input as _input(policy)
		count(rev_11.not_applicable) == 0 with input as _input(policy)
	}
}

test_a_homepage_is_left_out if {
	left := rev_11.not_applicable with input as _input({"publication": "homepage"})
	{answer.subject | some answer in left} == {"policy"}
	count(rev_11.deny) == 0 with input as _input({"publication": "homepage"})
}

test_a_query_of_one_site_says_nothing if {
	every publication in ["homepage", "workplace"] {
		declared := {"site": {"id": "s"}, "policy": {"publication": publication}}
		count(((rev_11.subjects | rev_11.deny) | rev_11.not_applicable)) == 0 with input.declared as declared
	}
}

test_the_policy_is_looked_at if {
	rev_11.control == "CCTV-REV-11"
	rev_11.subjects == {"policy"} with input as _input({})
}
