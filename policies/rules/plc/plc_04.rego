# METADATA
# title: No camera is hidden
# description: Every camera of an open place says that it is not disguised.
package rules.plc.plc_04

import data.lib

control := "CCTV-PLC-04"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, false, lib.actual(camera, "hidden")) if {
	some id, camera in lib.open_cameras
	not camera.hidden == false
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/hidden", [id])
}

not_applicable contains lib.not_applicable(subject, lib.staff_only) if {
	some id, subject in lib.camera_subjects
	lib.staff_cameras[id]
}
