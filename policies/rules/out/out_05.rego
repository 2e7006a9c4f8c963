# METADATA
# title: Processors' accounts end with the contract
# description: |
#   Every account of a role that a processor's people hold has a last day, no later than that of the contract, and no
#   host has it after that day. That nobody shares one, CCTV-ACC-04 judges.
package rules.out.out_05

import data.lib

control := "CCTV-OUT-05"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "the last day of the contract", null) if {
	some id in _processors
	not _ends[id]
	path := sprintf("/organization/processors/%s/until", [id])
}

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(account, "until")) if {
	some login, account in _accounts
	end := _ends[account.processor]
	not _boxed(account, end)
	path := sprintf("/site/accounts/%s/until", [login])
	expected := sprintf("at the latest %s", [end])
}

deny contains lib.finding_observed(lib.site_subject, path, expected, seen) if {
	some host, logins in lib.settings(lib.footage_hosts, ["accounts"])
	some login, _ in logins
	seen := lib.fresh_hosts[host].seen
	end := min(_last_days(_accounts[login]))
	lib.days_between(end, seen) > 0
	path := lib.setting_pointer(host, ["accounts", login])
	expected := sprintf("gone after %s", [end])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	count(_processors) == 0
	subject := lib.site_subject
	reason := {"ko": "수탁자의 직원에게 부여된 계정이 없다", "en": "No processor's people have an account"}
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	count(_processors) > 0
	count(lib.footage_hosts) == 0
	subject := lib.site_subject
}

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	count(_processors) > 0
	some path in lib.settings_missing(lib.footage_hosts, ["accounts"])
}

_processors contains processor if {
	some role in input.declared.site.people
	processor := role.processor
}

_ends[id] := until if {
	some id in _processors
	until := input.declared.organization.processors[id].until
}

_accounts[login] := object.union(account, {"processor": processor}) if {
	some login, account in input.declared.site.accounts
	processor := input.declared.site.people[account.role].processor
}

_boxed(account, end) if account.until <= end

_last_days(account) := {until | until := account.until} | {end | end := _ends[account.processor]}
