package rules.ret.ret_01_test

import data.lib
import data.rules.ret.ret_01

_expected := "a whole number of days above zero"

test_declared_days_pass if {
	site := {"id": "s", "retention": "30d", "retention_groups": {"g": {"retention": "14d"}}}
	count(ret_01.deny) == 0 with input.declared.site as site
}

test_missing_period_is_found if {
	finding := lib.finding("site/s", "/site/retention", _expected, null)
	ret_01.deny == {finding} with input.declared.site as {"id": "s"}
}

test_period_that_is_no_number_is_found if {
	every value in ["varies", "0d", ""] {
		finding := lib.finding("site/s", "/site/retention", _expected, value)
		ret_01.deny == {finding} with input.declared.site as {"id": "s", "retention": value}
	}
}

test_group_without_a_period_is_found if {
	site := {"id": "s", "retention": "30d", "retention_groups": {"g": {}}}
	finding := lib.finding("site/s", "/site/retention_groups/g/retention", _expected, null)
	ret_01.deny == {finding} with input.declared.site as site
}

test_the_site_is_looked_at if {
	ret_01.control == "CCTV-RET-01"
	ret_01.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}

test_a_query_across_sites_is_left_alone if {
	count(ret_01.subjects | ret_01.deny) == 0 with input.declared as {"sites": {}}
}
