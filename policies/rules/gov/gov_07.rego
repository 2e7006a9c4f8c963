# METADATA
# title: A waiver says who answers for it, and until when
# description: Every waiver of the organization or of a site has owner, reason, approver, opinion and an expiry.
package rules.gov.gov_07

import data.lib

control := "CCTV-GOV-07"

subjects contains subject if some subject in _subjects

deny contains lib.finding(subject, path, expected, null) if {
	some id, subject in _subjects
	waiver := input.declared.waivers[id]
	some key in lib.parameters.waiver_keys
	lib.absent(waiver, key)
	path := sprintf("/waivers/%s/%s", [id, key])
	expected := sprintf("the %s of the waiver", [key])
}

deny contains lib.finding(subject, path, expected, lib.actual(waiver, "expiry")) if {
	some id, subject in _subjects
	waiver := input.declared.waivers[id]
	not _ends_in_time(waiver)
	path := sprintf("/waivers/%s/expiry", [id])
	expected := sprintf("after today, by at most %d days", [lib.parameters.waiver_max_days])
}

_ends_in_time(waiver) if {
	left := lib.days_between(input.today, waiver.expiry)
	left > 0
	left <= lib.parameters.waiver_max_days
}

_subjects[id] := lib.subject("waiver", id) if some id, _ in input.declared.waivers

_subjects[id] := sprintf("waiver/organization/%s", [id]) if {
	input.declared.sites
	some id, _ in input.declared.waivers
}
