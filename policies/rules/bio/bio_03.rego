# METADATA
# title: A decision by software alone is known as one
# description: |
#   A camera whose picture is analysed says whether that decides about people without anybody looking; where it does,
#   a paper says how they are told, can refuse and get an explanation.
package rules.bio.bio_03

import data.lib

control := "CCTV-BIO-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "true or false", null) if {
	some id, camera in _analysed
	lib.absent(camera, "automated_decision")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/automated_decision", [id])
}

deny contains lib.finding(subject, path, "the paper on telling, refusing and explaining", null) if {
	some id, camera in _analysed
	camera.automated_decision == true
	lib.absent(camera, "automated_decision_record")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/automated_decision_record", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.camera_subjects
	not _analysed[id]
	reason := {"ko": "영상을 분석하지 아니하는 기기이다", "en": "No software analyses its picture"}
}

# A camera that does not say counts as one that is analysed.
_analysed[id] := camera if {
	some id, camera in input.declared.cameras
	not camera.analytics == []
}
