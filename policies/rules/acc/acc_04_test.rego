package rules.acc.acc_04_test

import data.lib
import data.rules.acc.acc_04

_parameters := {
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
	"shared_account_patterns": ["(?i)^admin[0-9]*$", "^guard$"],
}

_site := {
	"id": "s",
	"people": {"shift": {"count": 2}, "lead": {"count": 1}},
	"accounts": {"g1": {"role": "shift"}, "g2": {"role": "shift"}, "l1": {"role": "lead"}},
	"hosts": {"r": {"role": "recorder"}, "v": {"role": "viewing"}},
}

_input(site, seen, accounts) := {
	"today": "2026-12-01",
	"declared": {"site": site},
	"observed": {"hosts": {"r": {"seen": seen, "accounts": accounts}}},
}

test_one_account_each_passes if {
	document := _input(_site, "2026-11-29", {"g1": {"stations": 1}, "g2": {"stations": 0}})
	count(acc_04.deny | acc_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_fewer_or_more_accounts_than_people_are_found if {
	every case in [[["g2"], 1], [["g1", "g2"], 0]] {
		site := object.union(object.remove(_site, ["accounts"]), {"accounts": object.remove(_site.accounts, case[0])})
		finding := lib.finding("site/s", "/site/people/shift/count", 2, case[1])
		acc_04.deny == {finding} with input as _input(site, "2026-12-01", {}) with data.parameters as _parameters
	}
	more := object.union(_site, {"accounts": {"g3": {"role": "shift"}}})
	finding := lib.finding("site/s", "/site/people/shift/count", 2, 3)
	acc_04.deny == {finding} with input as _input(more, "2026-12-01", {}) with data.parameters as _parameters
}

test_people_without_a_count_are_another_controls_business if {
	site := {"id": "s", "people": {"shift": {}}, "hosts": _site.hosts}
	count(acc_04.deny) == 0 with input as _input(site, "2026-12-01", {}) with data.parameters as _parameters
}

test_shared_name_that_is_declared_is_found if {
	site := object.union(_site, {"accounts": {"guard": {"role": "other"}}})
	finding := lib.finding("site/s", "/site/accounts/guard", "the account of one person", "guard")
	acc_04.deny == {finding} with input as _input(site, "2026-12-01", {}) with data.parameters as _parameters
}

test_shared_name_on_a_host_is_found if {
	path := "/hosts/r/accounts/Admin2"
	finding := lib.finding_observed("site/s", path, "the account of one person", "Admin2")
	acc_04.deny == {finding} with input as _input(_site, "2026-12-01", {"Admin2": {"stations": 1}})
		with data.parameters as _parameters
}

test_account_in_use_from_two_places_is_found if {
	path := "/hosts/r/accounts/g1/stations"
	finding := lib.finding_observed("site/s", path, "in use from one place at a time", 2)
	acc_04.deny == {finding} with input as _input(_site, "2026-12-01", {"g1": {"stations": 2}})
		with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": {"site": _site}},
		_input(_site, "2026-11-28", {"Admin2": {"stations": 2}}),
	] {
		acc_04.unknown == {lib.unknown("site/s", "observed", "/hosts/r/accounts")} with input as document
			with data.parameters as _parameters
		count(acc_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_missing_number_of_places_is_unknown if {
	unknown := lib.unknown("site/s", "observed", "/hosts/r/accounts/g1/stations")
	acc_04.unknown == {unknown} with input as _input(_site, "2026-12-01", {"g1": {}}) with data.parameters as _parameters
}

test_site_without_such_a_host_is_unknown if {
	acc_04.unknown == {lib.unknown("site/s", "observed", "/hosts")} with input.declared.site as {"id": "s"}
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	acc_04.control == "CCTV-ACC-04"
	acc_04.subjects == {"site/s"} with input as _input(_site, "2026-12-01", {})
}

test_a_query_across_sites_is_left_alone if {
	count(acc_04.subjects | acc_04.unknown) == 0 with input.declared as {"sites": {}}
}
