package rules.mgr.mgr_05_test

import data.lib
import data.rules.mgr.mgr_05

_parameters := {"access_people_max": 5}

_expected := "at most 5 people"

test_few_people_pass if {
	site := {"id": "s", "people": {"guard": {"count": 4}, "lead": {"count": 1}}}
	count(mgr_05.deny) == 0 with input.declared.site as site with data.parameters as _parameters
}

test_more_people_are_found if {
	site := {"id": "s", "people": {"guard": {"count": 5}, "lead": {"count": 1}}}
	mgr_05.deny == {lib.finding("site/s", "/site/people", _expected, 6)} with input.declared.site as site
		with data.parameters as _parameters
}

test_missing_count_is_found if {
	site := {"id": "s", "people": {"guard": {}}}
	finding := lib.finding("site/s", "/site/people/guard/count", "how many people hold the role", null)
	mgr_05.deny == {finding} with input.declared.site as site with data.parameters as _parameters
}

test_missing_people_are_found if {
	mgr_05.deny == {lib.finding("site/s", "/site/people", _expected, null)} with input.declared.site as {"id": "s"}
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	mgr_05.control == "CCTV-MGR-05"
	mgr_05.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}
