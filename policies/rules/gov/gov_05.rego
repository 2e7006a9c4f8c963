# METADATA
# title: Every camera is the operator's own
# description: Each camera names the legal entity that operates it, and that entity is this organization.
package rules.gov.gov_05

import data.lib

control := "CCTV-GOV-05"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, _operator, lib.actual(camera, "operator")) if {
	some id, camera in input.declared.cameras
	not camera.operator == _operator
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/operator", [id])
}

_operator := object.get(input.declared, ["organization", "id"], null)
