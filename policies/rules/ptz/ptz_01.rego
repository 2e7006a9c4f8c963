# METADATA
# title: Turning serves the purpose
# description: |
#   Every camera of an open place says whether it turns, and where one does, the site names a role that may turn it.
#   That every turn by hand had a user and a reason, a person witnesses from the log.
package rules.ptz.ptz_01

import data.lib

control := "CCTV-PTZ-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "true or false", null) if {
	some id, camera in lib.turning_cameras
	lib.absent(camera, "ptz")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ptz", [id])
}

deny contains lib.finding(subject, "/site/people", "a role with the right ptz", null) if {
	count(_turners) == 0
	some id, camera in lib.turning_cameras
	camera.ptz == true
	subject := lib.camera_subjects[id]
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.fixed_cameras
	subject := lib.camera_subjects[id]
}

_turners contains id if {
	some id, role in input.declared.site.people
	"ptz" in role.rights
}
