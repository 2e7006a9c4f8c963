# METADATA
# title: No sound is recorded
# description: Every camera says that it records no sound, and so does every recorder.
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
