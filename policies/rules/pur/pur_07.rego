# METADATA
# title: The need for every camera is reviewed
# description: Each camera says when it was last asked whether it is still needed, and that was not too long ago.
package rules.pur.pur_07

import data.lib

control := "CCTV-PUR-07"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, expected, lib.actual(camera, "reviewed")) if {
	some id, camera in input.declared.cameras
	not _recently_reviewed(camera)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/reviewed", [id])
	expected := sprintf("at most %d days ago", [data.parameters.need_review_max_days])
}

_recently_reviewed(camera) if {
	age := lib.age(camera.reviewed)
	age >= 0
	age <= data.parameters.need_review_max_days
}
