# METADATA
# title: Rights are no more than the role needs
# description: |
#   Every role says which rights it needs, and holds none together that are kept apart. Accounts that hold the role have
#   no right beyond it, on any host that footage is seen on.
package rules.acc.acc_01

import data.lib

control := "CCTV-ACC-01"

subjects contains subject if some subject in _roles

deny contains lib.finding(subject, path, "the rights that the role needs", null) if {
	some id, subject in _roles
	lib.absent(input.declared.site.people[id], "rights")
	path := sprintf("/site/people/%s/rights", [id])
}

deny contains lib.finding(subject, path, expected, rights) if {
	some id, subject in _roles
	rights := input.declared.site.people[id].rights
	some pair in lib.parameters.segregated_rights
	apart := split(pair, "+")
	every right in apart {
		right in rights
	}
	path := sprintf("/site/people/%s/rights", [id])
	expected := sprintf("not %s in one role", [concat(" and ", apart)])
}

deny contains lib.finding_observed(subject, path, needed, account.rights) if {
	some host, accounts in _accounts
	some login, account in accounts
	subject := _roles[account.role]
	needed := object.get(input.declared.site.people[account.role], "rights", [])
	some right in account.rights
	not right in needed
	path := lib.setting_pointer(host, ["accounts", login, "rights"])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some subject in _roles
	some path in lib.settings_missing(lib.footage_hosts, ["accounts"])
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	count(lib.footage_hosts) == 0
	some subject in _roles
}

_accounts := lib.settings(lib.footage_hosts, ["accounts"])

_roles[id] := lib.subject("role", id) if some id, _ in input.declared.site.people
