# METADATA
# title: The sign is where people see it
# description: |
#   A sign is declared to hang within view. That it is easy to notice and to read, a person witnesses on the spot.
package rules.sign.sign_04

import data.lib

control := "CCTV-SIGN-04"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, true, lib.actual(sign, "within_view")) if {
	some id, sign in lib.hung_signs
	not sign.within_view == true
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/within_view", [id])
}

deny contains finding if {
	some id, _ in lib.hung_signs
	finding := lib.attestation_not_good(control, lib.sign_subjects[id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.not_hung_signs
	subject := lib.sign_subjects[id]
}
