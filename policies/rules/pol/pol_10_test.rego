package rules.pol.pol_10_test

import data.lib
import data.rules.pol.pol_10

_parameters := {"policy_fallbacks": ["workplace", "periodical"], "policy_periodical_issues": 2}

_input(organization, policy) := {"declared": {"sites": {}, "organization": organization, "policy": policy}}

_one_of := "homepage, or one of workplace, periodical"

test_a_homepage_leaves_nothing_to_ask if {
	document := _input({"homepage": "https://homepage.example/"}, {"publication": "homepage"})
	left := pol_10.not_applicable with input as document with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(pol_10.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_way_of_the_decree_passes_without_a_homepage if {
	every policy in [{"publication": "workplace"}, {"publication": "periodical", "periodical_issues": 2}] {
		count(pol_10.deny | pol_10.not_applicable) == 0 with input as _input({}, policy)
			with data.parameters as _parameters
	}
}

test_no_way_and_an_unknown_way_are_found if {
	every policy, actual in {{}: null, {"publication": "radio"}: "radio"} {
		finding := lib.finding("policy", "/policy/publication", _one_of, actual)
		pol_10.deny == {finding} with input as _input({"homepage": "https://homepage.example/"}, policy)
			with data.parameters as _parameters
		count(pol_10.not_applicable) == 0 with input as _input({}, policy) with data.parameters as _parameters
	}
}

test_another_way_beside_a_homepage_is_found if {
	document := _input({"homepage": "https://homepage.example/"}, {"publication": "workplace"})
	finding := lib.finding("policy", "/policy/publication", "homepage, since there is one", "workplace")
	pol_10.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_periodical_that_appears_too_seldom_is_found if {
	every policy, actual in {
		{"publication": "periodical", "periodical_issues": 1}: 1,
		{"publication": "periodical"}: null,
	} {
		finding := lib.finding("policy", "/policy/periodical_issues", "at least 2 a year", actual)
		pol_10.deny == {finding} with input as _input({}, policy) with data.parameters as _parameters
	}
}

test_a_query_of_one_site_says_nothing if {
	organization := {"homepage": "https://homepage.example/"}
	every publication in ["homepage", "radio", "periodical", "workplace"] {
		declared := {"site": {"id": "s"}, "organization": organization, "policy": {"publication": publication}}
		answers := (pol_10.subjects | pol_10.deny) | pol_10.not_applicable with input.declared as declared
			with data.parameters as _parameters
		count(answers) == 0
	}
}

test_the_policy_is_looked_at if {
	pol_10.control == "CCTV-POL-10"
	pol_10.subjects == {"policy"} with input as _input({}, {})
}
