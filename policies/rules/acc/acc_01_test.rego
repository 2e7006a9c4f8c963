package rules.acc.acc_01_test

import data.lib
import data.rules.acc.acc_01

_parameters := {
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
	"segregated_rights": ["admin+live", "admin+export"],
}

_people := {"guard": {"rights": ["live", "ptz"]}, "keeper": {"rights": ["admin"]}}

_accounts := {"g1": {"role": "guard", "rights": ["live"]}, "k1": {"role": "keeper", "rights": ["admin"]}}

_input(people, seen, accounts) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "people": people, "hosts": {"r": {"role": "recorder"}, "v": {"role": "viewing"}}}},
	"observed": {"hosts": {"r": {"seen": seen, "accounts": accounts}}},
}

test_rights_of_the_role_pass if {
	document := _input(_people, "2026-11-29", _accounts)
	count(acc_01.deny | acc_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_role_without_rights_is_found if {
	every role in [{}, {"rights": []}] {
		document := _input(object.union({"keeper": _people.keeper}, {"guard": role}), "2026-12-01", {})
		path := "/site/people/guard/rights"
		finding := lib.finding("role/s/guard", path, "the rights that the role needs", null)
		acc_01.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_rights_that_are_kept_apart_are_found if {
	rights := ["export", "playback", "admin"]
	people := {"guard": _people.guard, "keeper": {"rights": rights}}
	path := "/site/people/keeper/rights"
	finding := lib.finding("role/s/keeper", path, "not admin and export in one role", rights)
	acc_01.deny == {finding} with input as _input(people, "2026-12-01", _accounts) with data.parameters as _parameters
}

test_account_that_may_do_more_is_found if {
	accounts := {"g1": {"role": "guard", "rights": ["live", "export"]}}
	path := "/hosts/r/accounts/g1/rights"
	finding := lib.finding_observed("role/s/guard", path, ["live", "ptz"], ["live", "export"])
	acc_01.deny == {finding} with input as _input(_people, "2026-12-01", accounts) with data.parameters as _parameters
}

test_account_of_a_role_without_rights_may_do_nothing if {
	document := _input({"guard": {}}, "2026-12-01", _accounts)
	path := "/hosts/r/accounts/g1/rights"
	lib.finding_observed("role/s/guard", path, [], ["live"]) in acc_01.deny with input as document
		with data.parameters as _parameters
}

test_account_of_no_role_is_another_controls_business if {
	document := _input(_people, "2026-12-01", {"x": {"role": "root", "rights": ["admin"]}, "y": {"rights": ["live"]}})
	count(acc_01.deny) == 0 with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": _input(_people, "", {}).declared},
		_input(_people, "2026-11-28", {"g1": {"role": "guard", "rights": ["export"]}}),
	] {
		acc_01.unknown == {
			lib.unknown("role/s/guard", "observed", "/hosts/r/accounts"),
			lib.unknown("role/s/keeper", "observed", "/hosts/r/accounts"),
		} with input as document with data.parameters as _parameters
		count(acc_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_site_without_such_a_host_is_unknown if {
	acc_01.unknown == {lib.unknown("role/s/guard", "observed", "/hosts")} with input as {
		"today": "2026-12-01",
		"declared": {"site": {"id": "s", "people": {"guard": {"rights": ["live"]}}}},
	}
		with data.parameters as _parameters
}

test_every_role_is_looked_at if {
	acc_01.control == "CCTV-ACC-01"
	acc_01.subjects == {"role/s/guard", "role/s/keeper"} with input as _input(_people, "2026-12-01", {})
}
