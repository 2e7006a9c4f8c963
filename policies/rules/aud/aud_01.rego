# METADATA
# title: No sound is recorded
# description: Every camera says that it records no sound, and what was recorded of it lately carries none.
package rules.aud.aud_01

import data.lib

control := "CCTV-AUD-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, false, lib.actual(camera, "audio")) if {
	some id, camera in input.declared.cameras
	not camera.audio == false
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/audio", [id])
}

deny contains lib.finding_observed(subject, path, false, true) if {
	some pointer, recording in lib.recordings
	recording.report.audio
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/audio", [pointer])
}

unknown contains lib.unknown(subject, "observed", pointer) if {
	some id, pointer in lib.recording_pointers
	not lib.idle_cameras[id]
	not pointer in _heard
	subject := lib.camera_subjects[id]
}

_heard contains pointer if {
	some pointer, recording in lib.recordings
	is_boolean(recording.report.audio)
}
