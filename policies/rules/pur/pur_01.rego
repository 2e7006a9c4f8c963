# METADATA
# title: Filming an open place rests on Article 25(1)
# description: Every camera of an open place names the item it rests on; for traffic, the document of authority too.
package rules.pur.pur_01

import data.lib

control := "CCTV-PUR-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, expected, lib.actual(camera, "ground")) if {
	some id, expected in _grounds
	camera := input.declared.cameras[id]
	not lib.one_of(camera, "ground", expected)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground", [id])
}

deny contains lib.finding(subject, path, "the document that gives the authority", null) if {
	some id, camera in lib.open_cameras
	camera.ground in lib.parameters.authority_grounds
	lib.absent(camera, "ground_record")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground_record", [id])
}

not_applicable contains lib.not_applicable(subject, lib.staff_only) if {
	some id, subject in lib.camera_subjects
	lib.staff_cameras[id]
}

_grounds[id] := lib.parameters.statistics_grounds if some id, _ in lib.statistics_cameras

_grounds[id] := lib.parameters.open_grounds if {
	some id, _ in lib.open_cameras
	not lib.statistics_cameras[id]
}
