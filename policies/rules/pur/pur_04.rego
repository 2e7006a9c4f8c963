# METADATA
# title: Filming a staff-only place rests on Article 15(1)
# description: Every camera of a staff-only place names the item, and the consent records or balancing note it needs.
package rules.pur.pur_04

import data.lib

control := "CCTV-PUR-04"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, lib.parameters.nonopen_grounds, lib.actual(camera, "ground")) if {
	some id, camera in lib.nonopen_cameras
	not lib.one_of(camera, "ground", lib.parameters.nonopen_grounds)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground", [id])
}

deny contains lib.finding(subject, path, "the balancing note or the consent records", null) if {
	some id, camera in lib.nonopen_cameras
	camera.ground in lib.parameters.recorded_grounds
	lib.absent(camera, "ground_record")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground_record", [id])
}

not_applicable contains lib.not_applicable(subject, lib.not_nonopen) if {
	some id, subject in lib.camera_subjects
	not lib.nonopen_cameras[id]
}
