# METADATA
# title: Rights are looked through again
# description: |
#   When somebody last went through roles and accounts, it was not longer ago than the period, and all were still
#   needed.
package rules.acc.acc_10

import data.lib

control := "CCTV-ACC-10"

subjects contains lib.site_subject

deny contains finding if {
	subject := lib.site_subject
	finding := lib.attestation_overdue(control, subject, lib.parameters.access_review_days)
}

deny contains finding if {
	subject := lib.site_subject
	finding := lib.attestation_not_good(control, subject)
}
