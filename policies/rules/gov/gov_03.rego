# METADATA
# title: Article 25 does not govern staff-only places
# description: A camera of a staff-only place rests on no item of Article 25(1).
package rules.gov.gov_03

import data.lib

control := "CCTV-GOV-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, lib.parameters.nonopen_grounds, lib.actual(camera, "ground")) if {
	some id, camera in lib.nonopen_cameras
	not lib.one_of(camera, "ground", lib.parameters.nonopen_grounds)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground", [id])
}

not_applicable contains lib.not_applicable(subject, lib.not_nonopen) if {
	some id, subject in lib.camera_subjects
	not lib.nonopen_cameras[id]
}
