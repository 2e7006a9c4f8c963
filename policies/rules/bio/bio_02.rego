# METADATA
# title: What is recognised serves the purpose of the camera
# description: |
#   The policy says which purposes a kind of recognition serves, and a camera that uses it serves one of them.
package rules.bio.bio_02

import data.lib

control := "CCTV-BIO-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains finding if some finding in lib.analytics_missing

deny contains lib.finding(subject, path, expected, outside) if {
	some id, kinds in lib.analysed_cameras
	outside := [kind | some kind in kinds; not _serves(kind, input.declared.cameras[id])]
	count(outside) > 0
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/analytics", [id])
	expected := "kinds that serve a purpose of the camera, by `analytics` of the policy"
}

_serves(kind, camera) if {
	some purpose in input.declared.policy.analytics[kind]
	purpose in camera.purposes
}
