package rules.mgr.mgr_04_test

import data.lib
import data.rules.mgr.mgr_04

_parameters := {"observed_max_age_days": 2}

_site := {
	"id": "s",
	"people": {"guard": {"count": 2, "rights": ["live"]}, "lead": {"count": 1, "rights": ["live", "export"]}},
	"hosts": {"r": {"role": "recorder"}, "v": {"role": "viewing"}},
}

_accounts := {
	"g1": {"role": "guard", "rights": ["live"]},
	"g2": {"role": "guard", "rights": []},
	"l1": {"role": "lead", "rights": ["export", "live"]},
}

_input(site, seen, accounts) := {
	"today": "2026-12-01",
	"declared": {"site": site},
	"observed": {"hosts": {"r": {"seen": seen, "accounts": accounts}}},
}

test_accounts_of_the_people_pass if {
	document := _input(_site, "2026-11-29", _accounts)
	count(mgr_04.deny) == 0 with input as document with data.parameters as _parameters
	count(mgr_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_one_login_on_two_hosts_is_one_person if {
	document := object.union(
		_input(_site, "2026-12-01", _accounts),
		{"observed": {"hosts": {"v": {"seen": "2026-12-01", "accounts": {"g1": _accounts.g1}}}}},
	)
	count(mgr_04.deny) == 0 with input as document with data.parameters as _parameters
}

test_missing_people_are_found if {
	declared := {"site": {"id": "s"}}
	finding := lib.finding("site/s", "/site/people", "the roles that may see footage", null)
	mgr_04.deny == {finding} with input.declared as declared
	mgr_04.unknown == {lib.unknown("site/s", "observed", "/hosts")} with input.declared as declared
}

test_account_of_another_role_is_found if {
	every account in [{"role": "root", "rights": ["live"]}, {"rights": ["live"]}] {
		path := "/hosts/r/accounts/x/role"
		finding := lib.finding_observed("site/s", path, ["guard", "lead"], lib.actual(account, "role"))
		mgr_04.deny == {finding} with input as _input(_site, "2026-12-01", object.union(_accounts, {"x": account}))
			with data.parameters as _parameters
	}
}

test_account_that_may_do_more_is_found if {
	accounts := object.union(_accounts, {"g1": {"role": "guard", "rights": ["live", "export"]}})
	path := "/hosts/r/accounts/g1/rights"
	finding := lib.finding_observed("site/s", path, ["live"], ["live", "export"])
	mgr_04.deny == {finding} with input as _input(_site, "2026-12-01", accounts)
		with data.parameters as _parameters
}

test_fewer_or_more_accounts_than_people_are_found if {
	path := "/site/people/guard/count"
	one := lib.finding("site/s", path, "1, as many as the role has accounts", 2)
	fewer := object.remove(_accounts, ["g1"])
	mgr_04.deny == {one} with input as _input(_site, "2026-12-01", fewer) with data.parameters as _parameters
	three := lib.finding("site/s", path, "3, as many as the role has accounts", 2)
	more := object.union(_accounts, {"g3": _accounts.g1})
	mgr_04.deny == {three} with input as _input(_site, "2026-12-01", more) with data.parameters as _parameters
}

test_missing_count_is_found if {
	people := {"guard": {"rights": ["live"]}, "lead": {"count": 1, "rights": ["live", "export"]}}
	site := {"id": "s", "people": people, "hosts": _site.hosts}
	expected := "2, as many as the role has accounts"
	finding := lib.finding("site/s", "/site/people/guard/count", expected, null)
	mgr_04.deny == {finding} with input as _input(site, "2026-12-01", _accounts)
		with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	unknown := lib.unknown("site/s", "observed", "/hosts/r/accounts")
	every document in [
		{"today": "2026-12-01", "declared": {"site": _site}},
		_input(_site, "2026-11-28", {"x": {"role": "root"}}),
	] {
		mgr_04.unknown == {unknown} with input as document with data.parameters as _parameters
		count(mgr_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_site_is_looked_at if {
	mgr_04.control == "CCTV-MGR-04"
	mgr_04.subjects == {"site/s"} with input.declared.site as _site
}
