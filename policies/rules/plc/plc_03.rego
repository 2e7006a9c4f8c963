# METADATA
# title: What should not be recorded is masked
# description: Every camera says what falls into its view that should not, and a mask hides each of these things.
package rules.plc.plc_03

import data.lib

control := "CCTV-PLC-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "a list, empty where the view is clean", null) if {
	some id, camera in input.declared.cameras
	not camera.overlooks
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/overlooks", [id])
}

deny contains lib.finding(subject, path, camera.overlooks, hidden) if {
	some id, camera in input.declared.cameras
	hidden := [thing | some thing in camera.overlooks; _hides(camera, thing)]
	count(hidden) < count(camera.overlooks)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/masks", [id])
}

_hides(camera, thing) if {
	some mask in camera.masks
	mask.hides == thing
}
