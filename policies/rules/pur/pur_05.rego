# METADATA
# title: Every camera is needed
# description: Each camera says why it is needed, and why nothing milder would do.
package rules.pur.pur_05

import data.lib

control := "CCTV-PUR-05"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "why it is needed, and why nothing milder would do", null) if {
	some id, camera in input.declared.cameras
	lib.absent(camera, "justification")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/justification", [id])
}
