# METADATA
# title: Every open camera has a sign
# description: |
#   Every camera of an open place names a sign of the site that counts as one. A notice on the web does so only on the
#   grounds that allow it, and a sticker that supplements another sign never does.
package rules.sign.sign_01

import data.lib

control := "CCTV-SIGN-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "a sign that hangs at the site", lib.actual(camera, "sign")) if {
	not lib.sign_exempt
	some id, camera in lib.open_cameras
	not lib.one_of(camera, "sign", lib.sufficient_signs)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/sign", [id])
}

not_applicable contains lib.not_applicable(subject, lib.staff_only) if {
	some id, _ in lib.staff_cameras
	subject := lib.camera_subjects[id]
}

not_applicable contains lib.not_applicable(subject, lib.sign_exempt_reason) if {
	lib.sign_exempt
	some id, _ in lib.open_cameras
	subject := lib.camera_subjects[id]
}
