# METADATA
# title: A hold has a reason and an end
# description: |
#   Footage held past its time says why, on what basis, who asked, who approved, which line of the ledger records it,
#   and until which day after today.
package rules.ret.ret_09

import data.lib

control := "CCTV-RET-09"

subjects contains subject if some subject in _subjects

deny contains lib.finding(subject, path, expected, null) if {
	some id, hold in input.declared.site.holds
	some key, expected in {
		"reason": "why it is held",
		"basis": "the law or duty it rests on",
		"owner": "the role that asked for it",
		"approver": "the role that approved it",
		"ledger": "the number of the ledger's line",
	}
	lib.absent(hold, key)
	subject := _subjects[id]
	path := sprintf("/site/holds/%s/%s", [id, key])
}

deny contains lib.finding(subject, path, "a day after today", lib.actual(hold, "until")) if {
	some id, hold in input.declared.site.holds
	not _ends_later(hold)
	subject := _subjects[id]
	path := sprintf("/site/holds/%s/until", [id])
}

_ends_later(hold) if lib.age(hold.until) < 0

_subjects[id] := lib.subject("hold", id) if some id, _ in input.declared.site.holds
