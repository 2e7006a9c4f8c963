package rules.net.net_05_test

import data.rules.net.net_05

_parameters := {"internet_blocking_daily_users": 1000000}

_declared(organization) := {"organization": organization, "sites": {}}

test_a_small_holder_is_left_out if {
	declared := _declared({"size": {"daily_users": 999999}})
	count(net_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
	some left in net_05.not_applicable with input.declared as declared with data.parameters as _parameters
	left.subject == "organization"
}

test_a_large_holder_names_the_paper if {
	size := {"daily_users": 1000000}
	with_paper := _declared({"size": size, "internet_blocking": "DOC-1"})
	count(net_05.deny | net_05.not_applicable) == 0 with input.declared as with_paper with data.parameters as _parameters
	net_05.deny == {{
		"subject": "organization",
		"source": "declared",
		"path": "/organization/internet_blocking",
		"expected": "the paper that shows the blocking, or the risk analysis in its place",
		"actual": null,
	}} with input.declared as _declared({"size": size}) with data.parameters as _parameters
}

test_a_missing_number_is_found if {
	some finding in net_05.deny with input.declared as _declared({}) with data.parameters as _parameters
	finding.path == "/organization/size/daily_users"
}

test_no_users_at_all_is_a_number if {
	declared := _declared({"size": {"daily_users": 0}})
	count(net_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	every size in [{}, {"daily_users": 5}, {"daily_users": 1000000}] {
		declared := {"organization": {"size": size}, "site": {"id": "s"}}
		count(net_05.subjects) == 0 with input.declared as declared with data.parameters as _parameters
		count(net_05.deny | net_05.not_applicable) == 0 with input.declared as declared
			with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at if {
	net_05.subjects == {"organization"} with input.declared as _declared({})
}
