package rules.gov.gov_01_test

import data.rules.gov.gov_01

_parameters := {"law_texts": ["act", "decree"]}

_law := {"act": "Act No. 1", "decree": "Decree No. 2"}

_input := {"today": "2026-12-01", "declared": {"organization": {"jurisdiction": "kr"}, "sites": {}}}

test_known_law_passes if {
	count(gov_01.deny) == 0 with input as _input with data.parameters as _parameters with data.law as _law
}

test_text_without_version_in_force_is_found if {
	gov_01.deny == {{
		"subject": "organization",
		"source": "declared",
		"path": "/organization/jurisdiction",
		"expected": ["today", "act", "decree"],
		"actual": ["today", "act"],
	}} with input as _input with data.parameters as _parameters with data.law as {"act": "Act No. 1"}
}

test_law_that_was_not_loaded_is_found if {
	some finding in gov_01.deny with input as _input with data.parameters as _parameters
	finding.actual == ["today"]
}

test_missing_today_is_found if {
	some finding in gov_01.deny with input.declared as _input.declared
		with data.parameters as _parameters
		with data.law as _law
	finding.actual == ["act", "decree"]
}

test_today_that_says_nothing_is_found if {
	every today in [null, ""] {
		document := object.union(_input, {"today": today})
		some finding in gov_01.deny with input as document with data.parameters as _parameters with data.law as _law
		finding.actual == ["act", "decree"]
	}
}

test_organization_is_looked_at if {
	gov_01.subjects == {"organization"} with input as _input
}

test_query_of_a_site_is_left_alone if {
	site := {"declared": {"site": {"id": "s"}}}
	count(gov_01.subjects) == 0 with input as site
	count(gov_01.deny) == 0 with input as site with data.parameters as _parameters
}
