package rules.acc.acc_10_test

import data.lib
import data.rules.acc.acc_10

_parameters := {"access_review_days": 184}

_input(attestations) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}, "attestations": attestations},
}

_review(date, result) := {"control": "CCTV-ACC-10", "subject": "site/s", "date": date, "result": result}

test_recent_review_passes if {
	document := _input({"a": _review("2026-05-31", "good")})
	count(acc_10.deny) == 0 with input as document with data.parameters as _parameters
}

test_no_attestation_is_left_to_people if {
	count(acc_10.deny) == 0 with input as _input({}) with data.parameters as _parameters
}

test_old_review_is_found if {
	finding := lib.finding("site/s", "/attestations/a/date", "at most 184 days old", "2026-05-30")
	acc_10.deny == {finding} with input as _input({"a": _review("2026-05-30", "good")})
		with data.parameters as _parameters
}

test_review_that_found_needless_rights_is_found if {
	finding := lib.finding("site/s", "/attestations/a/result", "good", "bad")
	acc_10.deny == {finding} with input as _input({"a": _review("2026-11-30", "bad")})
		with data.parameters as _parameters
}

test_review_without_a_result_is_found if {
	review := object.remove(_review("2026-11-30", "good"), ["result"])
	finding := lib.finding("site/s", "/attestations/a/result", "good", null)
	acc_10.deny == {finding} with input as _input({"a": review}) with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	acc_10.control == "CCTV-ACC-10"
	acc_10.subjects == {"site/s"} with input as _input({})
}

test_a_query_across_sites_is_left_alone if {
	document := {"today": "2026-12-01", "declared": {"sites": {}, "attestations": {"a": _review("2020-01-01", "bad")}}}
	count(acc_10.subjects | acc_10.deny) == 0 with input as document with data.parameters as _parameters
}
