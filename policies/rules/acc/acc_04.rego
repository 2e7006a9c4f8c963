# METADATA
# title: One account for each person
# description: |
#   A role has as many accounts as people, no account is named like one that people share, and none is in use from two
#   places at once. That nobody lends an account, a person witnesses.
package rules.acc.acc_04

import data.lib

control := "CCTV-ACC-04"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, people, accounts) if {
	some id, role in input.declared.site.people
	people := role.count
	accounts := count([login | some login, account in input.declared.site.accounts; account.role == id])
	accounts != people
	path := sprintf("/site/people/%s/count", [id])
}

deny contains lib.finding(lib.site_subject, path, "the account of one person", login) if {
	some login, _ in input.declared.site.accounts
	_shared(login)
	path := sprintf("/site/accounts/%s", [login])
}

deny contains lib.finding_observed(lib.site_subject, path, "the account of one person", login) if {
	some host, accounts in _accounts
	some login, _ in accounts
	_shared(login)
	path := lib.setting_pointer(host, ["accounts", login])
}

deny contains lib.finding_observed(lib.site_subject, path, "in use from one place at a time", account.stations) if {
	some host, accounts in _accounts
	some login, account in accounts
	account.stations > 1
	path := lib.setting_pointer(host, ["accounts", login, "stations"])
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	count(lib.footage_hosts) == 0
	subject := lib.site_subject
}

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	some path in lib.settings_missing(lib.footage_hosts, ["accounts"])
}

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	some host, accounts in _accounts
	some login, account in accounts
	not account.stations
	path := lib.setting_pointer(host, ["accounts", login, "stations"])
}

_accounts := lib.settings(lib.footage_hosts, ["accounts"])

_shared(login) if {
	some pattern in lib.parameters.shared_account_patterns
	regex.match(pattern, login)
}
