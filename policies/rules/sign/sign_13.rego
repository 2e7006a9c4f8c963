# METADATA
# title: Somebody answers at the number on the sign
# description: |
#   There is a number, and when it was last tried, not longer ago than the period, somebody answered.
package rules.sign.sign_13

import data.lib

control := "CCTV-SIGN-13"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "a telephone number to try", null) if {
	count(lib.bound_signs) > 0
	lib.absent(lib.responsible, "phone")
	path := sprintf("%s/phone", [lib.responsible_path])
}

deny contains finding if {
	count(lib.bound_signs) > 0
	finding := lib.attestation_overdue(control, lib.site_subject, lib.parameters.sign_contact_test_days)
}

deny contains finding if {
	count(lib.bound_signs) > 0
	finding := lib.attestation_not_good(control, lib.site_subject)
}

not_applicable contains lib.not_applicable(lib.site_subject, lib.no_bound_sign) if count(lib.bound_signs) == 0
