# METADATA
# title: Logs are looked through
# description: |
#   The internal management plan names the cycle on which logs are looked through, and when that was last done, it was
#   not longer ago than the cycle.
package rules.log.log_03

import data.lib

control := "CCTV-LOG-03"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/internal_plan/log_review", expected, actual) if {
	input.declared.sites
	not _sufficient
	expected := sprintf("a cycle of at most %d days", [lib.parameters.log_review_max_days])
	actual := object.get(input.declared.organization, ["internal_plan", "log_review"], null)
}

deny contains finding if {
	input.declared.sites
	finding := lib.attestation_overdue(control, "organization", _cycle)
}

deny contains finding if {
	input.declared.sites
	finding := lib.attestation_not_good(control, "organization")
}

_cycle := lib.days(input.declared.organization.internal_plan.log_review)

_sufficient if {
	_cycle > 0
	_cycle <= lib.parameters.log_review_max_days
}
