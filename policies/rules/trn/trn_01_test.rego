package rules.trn.trn_01_test

import data.lib
import data.rules.trn.trn_01

_parameters := {"training_max_days": 365}

_input(site) := {"today": "2026-12-01", "declared": {"site": object.union({"id": "s", "service": "in-service"}, site)}}

_accounts(account) := {"accounts": {"s10421": account}}

_finding(actual) := lib.finding("site/s", "/site/accounts/s10421/trained", "at most 365 days ago", actual)

test_recent_training_passes if {
	every day in ["2026-12-01", "2025-12-01"] {
		said := _input(_accounts({"trained": day}))
		count(trn_01.deny) == 0 with input as said with data.parameters as _parameters
		count(trn_01.not_applicable) == 0 with input as said with data.parameters as _parameters
	}
}

test_old_training_is_found if {
	said := _input(_accounts({"trained": "2025-11-30"}))
	trn_01.deny == {_finding("2025-11-30")} with input as said with data.parameters as _parameters
}

test_training_that_has_not_been_is_found if {
	said := _input(_accounts({"trained": "2026-12-02"}))
	trn_01.deny == {_finding("2026-12-02")} with input as said with data.parameters as _parameters
}

test_missing_training_is_found if {
	trn_01.deny == {_finding(null)} with input as _input(_accounts({})) with data.parameters as _parameters
}

test_a_site_in_service_without_accounts_is_found if {
	every site in [{}, {"accounts": {}}] {
		some finding in trn_01.deny with input as _input(site) with data.parameters as _parameters
		finding.path == "/site/accounts"
		count(trn_01.not_applicable) == 0 with input as _input(site) with data.parameters as _parameters
	}
}

test_a_planned_site_without_accounts_is_left_out if {
	said := _input({"service": "planned"})
	count(trn_01.deny) == 0 with input as said with data.parameters as _parameters
	{entry.subject | some entry in trn_01.not_applicable} == {"site/s"} with input as said
		with data.parameters as _parameters
}

test_a_planned_site_with_accounts_is_bound if {
	said := _input(object.union({"service": "planned"}, _accounts({})))
	count(trn_01.deny) == 1 with input as said with data.parameters as _parameters
	count(trn_01.not_applicable) == 0 with input as said with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	trn_01.control == "CCTV-TRN-01"
	trn_01.subjects == {"site/s"} with input as _input({})
}
