package rules.out.out_05_test

import data.lib
import data.rules.out.out_05

_parameters := {"observed_max_age_days": 2, "footage_host_roles": ["recorder"]}

_people := {"guard": {"processor": "p"}, "lead": {}}

_account(until) := {"role": "guard", "until": until}

_input(end, account, logins) := {
	"today": "2026-12-01",
	"declared": {
		"organization": {"processors": {"p": end}},
		"site": {
			"id": "s",
			"people": _people,
			"accounts": {"g1": account, "s1": {"role": "lead"}},
			"hosts": {"r": {"role": "recorder"}},
		},
	},
	"observed": {"hosts": {"r": {"seen": "2026-11-30", "accounts": logins}}},
}

_contract(until) := {"until": until}

_unboxed(end, actual) := lib.finding("site/s", "/site/accounts/g1/until", sprintf("at the latest %s", [end]), actual)

_left(end) := lib.finding_observed(
	"site/s",
	"/hosts/r/accounts/g1",
	sprintf("gone after %s", [end]),
	"2026-11-30",
)

test_an_account_that_ends_with_the_contract_passes if {
	every until in ["2026-11-30", "2027-12-31"] {
		document := _input(_contract("2027-12-31"), _account(until), {"g1": {}, "s1": {}})
		count(out_05.deny | out_05.unknown) == 0 with input as document with data.parameters as _parameters
		count(out_05.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_account_that_outlives_the_contract_is_found if {
	late := _input(_contract("2027-12-31"), _account("2028-01-01"), {})
	out_05.deny == {_unboxed("2027-12-31", "2028-01-01")} with input as late with data.parameters as _parameters
	endless := _input(_contract("2027-12-31"), {"role": "guard"}, {})
	out_05.deny == {_unboxed("2027-12-31", null)} with input as endless with data.parameters as _parameters
}

test_a_contract_without_a_last_day_is_found if {
	finding := lib.finding("site/s", "/organization/processors/p/until", "the last day of the contract", null)
	document := _input({}, _account("2027-12-31"), {"g1": {}})
	out_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_login_after_the_last_day_is_found if {
	gone := _input(_contract("2027-12-31"), _account("2026-11-29"), {"g1": {}})
	out_05.deny == {_left("2026-11-29")} with input as gone with data.parameters as _parameters
	ended := _input(_contract("2026-11-29"), {"role": "guard"}, {"g1": {}})
	out_05.deny == {_unboxed("2026-11-29", null), _left("2026-11-29")} with input as ended
		with data.parameters as _parameters
}

test_missing_and_old_reports_are_unknown if {
	read := _input(_contract("2027-12-31"), _account("2027-12-31"), {})
	every document in [object.remove(read, ["observed"]), object.union(read, {"today": "2026-12-03"})] {
		unknown := lib.unknown("site/s", "observed", "/hosts/r/accounts")
		out_05.unknown == {unknown} with input as document with data.parameters as _parameters
		count(out_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_site_without_such_hosts_is_unknown if {
	roles := object.union(_parameters, {"footage_host_roles": []})
	document := _input(_contract("2027-12-31"), _account("2027-12-31"), {})
	out_05.unknown == {lib.unknown("site/s", "observed", "/hosts")} with input as document with data.parameters as roles
}

test_where_no_processor_has_an_account_nothing_is_asked if {
	site := {"id": "s", "people": {"lead": {}}, "accounts": {"s1": {"role": "lead"}}}
	every hosts in [{}, {"r": {"role": "recorder"}}] {
		document := {"today": "2026-12-01", "declared": {
			"organization": {},
			"site": object.union(site, {"hosts": hosts}),
		}}
		left := out_05.not_applicable with input as document with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(out_05.deny | out_05.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_the_site_is_looked_at if {
	out_05.control == "CCTV-OUT-05"
	out_05.subjects == {"site/s"} with input as _input({}, {}, {})
	across := {"declared": {"sites": {}}}
	count(out_05.subjects | (out_05.not_applicable | out_05.unknown)) == 0 with input as across
		with data.parameters as _parameters
}
