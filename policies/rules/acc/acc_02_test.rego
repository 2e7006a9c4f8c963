package rules.acc.acc_02_test

import data.lib
import data.rules.acc.acc_02

_parameters := {"footage_host_roles": ["recorder"], "observed_max_age_days": 2, "revocation_max_days": 1}

_hosts := {"r": {"role": "recorder"}, "v": {"role": "viewing"}}

_input(declared, seen, accounts) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts, "accounts": declared}},
	"observed": {"hosts": {"r": {"seen": seen, "accounts": accounts}}},
}

test_declared_accounts_pass if {
	every until in ["2026-11-30", "2026-12-01", "2027-05-31"] {
		document := _input({"g1": {"role": "guard", "until": until}}, "2026-12-01", {"g1": {"role": "guard"}})
		count(acc_02.deny | acc_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_host_without_accounts_passes if {
	document := _input({"g1": {"role": "guard"}}, "2026-11-29", {})
	count(acc_02.deny | acc_02.unknown) == 0 with input as document with data.parameters as _parameters
}

test_account_that_is_not_declared_is_found if {
	finding := lib.finding_observed("site/s", "/hosts/r/accounts/g2", "an account that is declared", "g2")
	document := _input({"g1": {"role": "guard"}}, "2026-12-01", {"g2": {"role": "guard"}})
	acc_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_account_is_found_where_none_is_declared if {
	document := {
		"today": "2026-12-01",
		"declared": {"site": {"id": "s", "hosts": _hosts}},
		"observed": {"hosts": {"r": {"seen": "2026-12-01", "accounts": {"g2": {}}}}},
	}
	finding := lib.finding_observed("site/s", "/hosts/r/accounts/g2", "an account that is declared", "g2")
	acc_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_account_of_a_former_role_is_found if {
	every account in [{"role": "lead"}, {}] {
		path := "/hosts/r/accounts/g1/role"
		finding := lib.finding_observed("site/s", path, "guard", lib.actual(account, "role"))
		document := _input({"g1": {"role": "guard"}}, "2026-12-01", {"g1": account})
		acc_02.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_account_after_its_last_day_is_found if {
	document := _input({"g1": {"role": "guard", "until": "2026-11-28"}}, "2026-11-30", {"g1": {"role": "guard"}})
	expected := "gone within 1d after 2026-11-28"
	finding := lib.finding_observed("site/s", "/hosts/r/accounts/g1", expected, "2026-11-30")
	acc_02.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
		_input({}, "2026-11-28", {"g2": {}}),
	] {
		acc_02.unknown == {lib.unknown("site/s", "observed", "/hosts/r/accounts")} with input as document
			with data.parameters as _parameters
		count(acc_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_site_without_such_a_host_is_unknown if {
	acc_02.unknown == {lib.unknown("site/s", "observed", "/hosts")} with input.declared.site as {"id": "s"}
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	acc_02.control == "CCTV-ACC-02"
	acc_02.subjects == {"site/s"} with input as _input({}, "2026-12-01", {})
}

test_a_query_across_sites_is_left_alone if {
	count(acc_02.subjects | acc_02.unknown) == 0 with input.declared as {"sites": {}}
}
