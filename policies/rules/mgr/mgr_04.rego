# METADATA
# title: Accounts are those of the people who are named
# description: |
#   The site names the roles that may see footage. Every account on its hosts belongs to one of them and may do no more
#   than the role; and once every recorder has reported, a role has as many accounts as people.
package rules.mgr.mgr_04

import data.lib

control := "CCTV-MGR-04"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/people", "the roles that may see footage", null) if {
	lib.absent(input.declared.site, "people")
}

deny contains lib.finding_observed(lib.site_subject, path, _roles, lib.actual(account, "role")) if {
	some pointer, account in _accounts
	not lib.one_of(account, "role", _roles)
	path := sprintf("%s/role", [pointer])
}

deny contains lib.finding_observed(lib.site_subject, path, declared, account.rights) if {
	some pointer, account in _accounts
	declared := object.get(input.declared.site.people[account.role], "rights", [])
	count({right | some right in account.rights} - {right | some right in declared}) > 0
	path := sprintf("%s/rights", [pointer])
}

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(role, "count")) if {
	count(unknown) == 0
	some id, role in input.declared.site.people
	number := count({account.login | some account in _accounts; account.role == id})
	not role.count == number
	path := sprintf("/site/people/%s/count", [id])
	expected := sprintf("%d, as many as the role has accounts", [number])
}

unknown contains lib.unknown(lib.site_subject, "observed", "/hosts") if count(lib.recorders) == 0

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	some id in lib.recorders
	not lib.fresh_hosts[id].accounts
	path := sprintf("/hosts/%s/accounts", [id])
}

_roles := sort([id | some id, _ in input.declared.site.people])

_accounts[pointer] := object.union(account, {"login": login}) if {
	some id, host in lib.fresh_hosts
	some login, account in host.accounts
	pointer := sprintf("/hosts/%s/accounts/%s", [id, login])
}
