# METADATA
# title: Destruction is on record, and seen to happen
# description: |
#   Every destruction has its columns filled in. What goes by itself has an entry with its cycle, and for every recorder
#   somebody, or the recorder itself, saw within the days of the parameter that footage had gone.
package rules.des.des_04

import data.lib

control := "CCTV-DES-04"

subjects contains lib.site_subject

deny contains finding if {
	some finding in lib.ledger_columns_missing(lib.destructions, lib.parameters.destruction_columns)
}

deny contains lib.ledger_finding(id, entry, "cycle_days", "days after which footage goes by itself") if {
	some id, entry in lib.destructions
	lib.present(entry, "recorder")
	lib.absent(entry, "cycle_days")
}

deny contains finding if {
	lib.ledger
	some recorder in _recorders
	last := _last(recorder)
	not _lately(last.day)
	expected := sprintf(
		"automatic destruction on %s seen within the last %d days",
		[recorder, lib.parameters.destruction_check_max_days],
	)
	finding := lib.finding_observed(lib.site_subject, last.path, expected, last.day)
}

unknown contains answer if some answer in lib.ledger_unread

# At a planned site there is nothing to see yet.
_recorders := set() if {
	input.declared.site.service == "planned"
} else := lib.recorders

_last(recorder) := {"path": path, "day": day} if {
	[day, path] := max(_seen[recorder])
} else := {"path": "/ledger", "day": null}

# A day that is still to come is no sight of anything.
_seen[recorder] contains [entry.verified, path] if {
	some id, entry in lib.destructions
	recorder := entry.recorder
	lib.age(entry.verified) >= 0
	path := sprintf("/ledger/%s/verified", [id])
}

_seen[recorder] contains [day, path] if {
	some recorder, day in lib.settings(lib.recorders, ["erasure", "verified"])
	lib.age(day) >= 0
	path := lib.setting_pointer(recorder, ["erasure", "verified"])
}

_lately(day) if {
	day != null
	lib.age(day) <= lib.parameters.destruction_check_max_days
}
