# METADATA
# title: The need for every camera is reviewed
# description: Each camera says when it was last asked whether it is still needed, and that was not too long ago.
package rules.pur.pur_07

import data.lib

control := "CCTV-PUR-07"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, expected, lib.actual(camera, "reviewed")) if {
	some id, camera in input.declared.cameras
	not lib.one_of(camera, "reviewed", _recent_days)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/reviewed", [id])
	expected := sprintf("at most %d days ago", [lib.parameters.need_review_max_days])
}

# Many cameras share a day, and reading one is dear.
_recent_days contains day if {
	some day in {camera.reviewed | some camera in input.declared.cameras}
	age := lib.age(day)
	age >= 0
	age <= lib.parameters.need_review_max_days
}
