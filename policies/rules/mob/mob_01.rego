# METADATA
# title: A mobile device films on a ground of its own
# description: |
#   A mobile device rests on an item of Article 15(1), or it shows that it films and whoever does not want to be
#   filmed can say so.
package rules.mob.mob_01

import data.lib

control := "CCTV-MOB-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, lib.parameters.mobile_grounds, lib.actual(camera, "ground")) if {
	some id, camera in lib.mobile_cameras
	not lib.one_of(camera, "ground", lib.parameters.mobile_grounds)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/ground", [id])
}

deny contains lib.finding(subject, path, true, actual) if {
	some id, camera in lib.mobile_cameras
	camera.ground in lib.parameters.mobile_refusal_grounds
	not camera.mobile.refusable == true
	actual := object.get(camera, ["mobile", "refusable"], null)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/mobile/refusable", [id])
}

not_applicable contains answer if some answer in lib.not_mobile
