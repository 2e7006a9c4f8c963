# METADATA
# title: A mobile device does not see where people undress or wash
# description: |
#   The areas where it is used, and those that it sees, are none of the kinds that must not be filmed. That it really
#   stays out of them, a person witnesses.
package rules.mob.mob_03

import data.lib

control := "CCTV-MOB-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains finding if {
	some finding in lib.filming_findings(lib.parameters.prohibited_area_kinds)
	finding.subject in _mobile_subjects
}

deny contains finding if {
	some subject in _mobile_subjects
	finding := lib.attestation_not_good(control, subject)
}

not_applicable contains answer if some answer in lib.not_mobile

_mobile_subjects contains subject if {
	some id, _ in lib.mobile_cameras
	subject := lib.camera_subjects[id]
}
