# METADATA
# title: What should not be recorded is masked
# description: |
#   Every camera says what falls into its view that should not, and a mask hides each of these things. What was recorded
#   lately is of one colour where a mask is declared: one that a viewer draws over the picture hides nothing.
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

deny contains lib.finding_observed(subject, path, "of one colour in the recorded picture", "not masked") if {
	some pointer, recording in lib.recordings
	some mask, _ in input.declared.cameras[recording.camera].masks
	recording.report.masks[mask] == false
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/masks/%s", [pointer, mask])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.recording_pointers
	not lib.idle_cameras[id]
	some mask, _ in input.declared.cameras[id].masks
	not mask in object.get(_looked, pointer, [])
	subject := lib.camera_subjects[id]
	path := sprintf("%s/masks", [pointer])
}

_looked[pointer] := [mask | some mask, _ in recording.report.masks] if some pointer, recording in lib.recordings

_hides(camera, thing) if {
	some mask in camera.masks
	mask.hides == thing
}
