# METADATA
# title: A mobile device shows that it films
# description: |
#   By light, sound, sign, document or broadcast. A notice on the Commission's site counts for a drone alone.
package rules.mob.mob_02

import data.lib

control := "CCTV-MOB-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, lib.parameters.mobile_notices, actual) if {
	some id, camera in lib.mobile_cameras
	not _shows(camera)
	actual := object.get(camera, ["mobile", "notices"], null)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/mobile/notices", [id])
}

not_applicable contains answer if some answer in lib.not_mobile

_shows(camera) if {
	some notice in camera.mobile.notices
	notice in lib.parameters.mobile_notices
}

_shows(camera) if {
	camera.mobile.carrier == "drone"
	some notice in camera.mobile.notices
	notice in lib.parameters.mobile_drone_notices
}
