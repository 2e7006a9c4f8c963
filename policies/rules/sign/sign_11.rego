# METADATA
# title: Every sign has a recent photograph
# description: The newest inspection of a sign is not past its period, and comes with a photograph.
package rules.sign.sign_11

import data.lib

control := "CCTV-SIGN-11"

subjects contains subject if some subject in lib.sign_subjects

deny contains finding if {
	some id, _ in lib.hung_signs
	finding := lib.attestation_overdue(control, lib.sign_subjects[id], lib.parameters.sign_inspection_days)
}

deny contains lib.finding(subject, path, "the hash of the photograph", null) if {
	some id, _ in lib.hung_signs
	subject := lib.sign_subjects[id]
	attestation := lib.newest_attestation(control, subject)
	lib.absent(attestation, "photo")
	path := sprintf("/attestations/%s/photo", [attestation.id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.not_hung_signs
	subject := lib.sign_subjects[id]
}
