# METADATA
# title: The sign can say all it must
# description: |
#   A sign has cameras whose purposes and hours are known, a place, a range, and a telephone number of the post that
#   answers for the site.
package rules.sign.sign_02

import data.lib

control := "CCTV-SIGN-02"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, "a camera that names this sign", null) if {
	some id, _ in lib.bound_signs
	not lib.sign_cameras[id]
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s", [id])
}

deny contains lib.finding(subject, path, "the purposes to print", null) if {
	some id, cameras in lib.sign_cameras
	some camera in cameras
	lib.absent(input.declared.cameras[camera], "purposes")
	subject := lib.sign_subjects[id]
	path := sprintf("/cameras/%s/purposes", [camera])
}

deny contains lib.finding(subject, path, expected, null) if {
	some id, sign in lib.bound_signs
	some key, expected in {"place": "the place to print", "range": "the range of recording to print"}
	lib.absent(sign, key)
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/%s", [id, key])
}

deny contains lib.finding(subject, "/site/hours", "the hours to print", null) if {
	some id, cameras in lib.sign_cameras
	some camera in cameras
	not lib.camera_hours[camera]
	subject := lib.sign_subjects[id]
}

deny contains lib.finding(subject, path, "the telephone number to print", null) if {
	lib.absent(lib.responsible, "phone")
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	path := sprintf("%s/phone", [lib.responsible_path])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}
