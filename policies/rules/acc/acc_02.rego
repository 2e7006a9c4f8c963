# METADATA
# title: Rights end with the work
# description: |
#   Every account on a host that footage is seen on is declared, holds the role that is declared for it, and is gone
#   within days after its last day. Whether the declared accounts are those of people who still work here, a person
#   witnesses.
package rules.acc.acc_02

import data.lib

control := "CCTV-ACC-02"

subjects contains lib.site_subject

deny contains lib.finding_observed(lib.site_subject, pointer, "an account that is declared", account.login) if {
	some pointer, account in _accounts
	not input.declared.site.accounts[account.login]
}

deny contains lib.finding_observed(lib.site_subject, path, declared, lib.actual(account, "role")) if {
	some pointer, account in _accounts
	declared := input.declared.site.accounts[account.login].role
	not account.role == declared
	path := sprintf("%s/role", [pointer])
}

deny contains lib.finding_observed(lib.site_subject, pointer, expected, account.seen) if {
	some pointer, account in _accounts
	until := input.declared.site.accounts[account.login].until
	lib.days_between(until, account.seen) > lib.parameters.revocation_max_days
	expected := sprintf("gone within %dd after %s", [lib.parameters.revocation_max_days, until])
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	count(lib.footage_hosts) == 0
	subject := lib.site_subject
}

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	some path in lib.settings_missing(lib.footage_hosts, ["accounts"])
}

_accounts[pointer] := object.union(account, {"login": login, "seen": lib.fresh_hosts[host].seen}) if {
	some host, accounts in lib.settings(lib.footage_hosts, ["accounts"])
	some login, account in accounts
	pointer := lib.setting_pointer(host, ["accounts", login])
}
