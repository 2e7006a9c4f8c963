package rules.log.log_03_test

import data.lib
import data.rules.log.log_03

_parameters := {"log_review_max_days": 31}

_path := "/organization/internal_plan/log_review"

_input(plan, attestations) := {
	"today": "2026-12-01",
	"declared": {"organization": {"internal_plan": plan}, "sites": {}, "attestations": attestations},
}

_review(date, result) := {"a": {
	"control": "CCTV-LOG-03",
	"subject": "organization",
	"date": date,
	"result": result,
}}

test_review_within_the_cycle_passes if {
	every case in [["31d", "2026-10-31"], ["7d", "2026-11-24"]] {
		document := _input({"log_review": case[0]}, _review(case[1], "good"))
		count(log_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_no_attestation_is_left_to_people if {
	count(log_03.deny) == 0 with input as _input({"log_review": "1d"}, {}) with data.parameters as _parameters
}

test_plan_without_a_cycle_or_with_a_long_one_is_found if {
	every plan in [{}, {"log_review": "32d"}, {"log_review": "0d"}] {
		actual := object.get(plan, "log_review", null)
		finding := lib.finding("organization", _path, "a cycle of at most 31 days", actual)
		log_03.deny == {finding} with input as _input(plan, {}) with data.parameters as _parameters
	}
}

test_missing_plan_is_found if {
	finding := lib.finding("organization", _path, "a cycle of at most 31 days", null)
	log_03.deny == {finding} with input.declared as {"organization": {}, "sites": {}} with data.parameters as _parameters
}

test_late_review_is_found if {
	document := _input({"log_review": "7d"}, _review("2026-11-23", "good"))
	finding := lib.finding("organization", "/attestations/a/date", "at most 7 days old", "2026-11-23")
	log_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_review_that_found_something_is_found if {
	document := _input({"log_review": "31d"}, _review("2026-11-30", "bad"))
	finding := lib.finding("organization", "/attestations/a/result", "good", "bad")
	log_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_the_organization_is_looked_at_across_sites if {
	log_03.control == "CCTV-LOG-03"
	log_03.subjects == {"organization"} with input as _input({}, {})
}

test_a_query_of_one_site_says_nothing if {
	document := {"today": "2026-12-01", "declared": {
		"organization": {"internal_plan": {"log_review": "7d"}},
		"site": {"id": "s"},
		"attestations": _review("2026-01-01", "bad"),
	}}
	count(log_03.subjects | log_03.deny) == 0 with input as document with data.parameters as _parameters
	without := {"organization": {}, "site": {"id": "s"}}
	count(log_03.deny) == 0 with input.declared as without with data.parameters as _parameters
}
