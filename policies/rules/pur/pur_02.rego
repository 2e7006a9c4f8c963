# METADATA
# title: Cameras serve the declared purposes only
# description: Every camera names at least one purpose, and none outside the closed list of the policy.
package rules.pur.pur_02

import data.lib

control := "CCTV-PUR-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, _purposes, lib.actual(camera, "purposes")) if {
	some id, camera in input.declared.cameras
	not _serves_declared(camera)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/purposes", [id])
}

_serves_declared(camera) if {
	count(camera.purposes) > 0
	every purpose in camera.purposes {
		purpose in _purposes
	}
}

_purposes := [purpose | some purpose, _ in input.declared.policy.purposes]
