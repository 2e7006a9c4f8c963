# METADATA
# title: A camera inside a vehicle is fixed, one that films outwards is mobile
# description: What carries a camera decides which part of the Act governs it. A mobile device says what carries it.
package rules.mob.mob_05

import data.lib

control := "CCTV-MOB-05"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, _carriers, null) if {
	some id, camera in lib.mobile_cameras
	not camera.mobile.carrier
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/mobile/carrier", [id])
}

deny contains lib.finding(subject, path, "art25_2_mobile", lib.actual(camera, "regime")) if {
	some id, camera in input.declared.cameras
	camera.mobile.carrier in lib.parameters.mobile_carriers
	not lib.mobile_cameras[id]
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/regime", [id])
}

deny contains lib.finding(subject, path, "a regime of fixed cameras", camera.regime) if {
	some id, camera in lib.mobile_cameras
	camera.mobile.carrier in lib.parameters.fixed_carriers
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/regime", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, camera in input.declared.cameras
	not lib.mobile_cameras[id]
	not camera.mobile.carrier
	subject := lib.camera_subjects[id]
	reason := {"ko": "시설에 고정하여 설치한 기기이다", "en": "A camera that nothing carries"}
}

_carriers := array.concat(lib.parameters.mobile_carriers, lib.parameters.fixed_carriers)
