# METADATA
# title: Statistics cameras store nothing
# description: A camera for statistics has no recorder and no card, and no recorder is seen to record it.
package rules.pur.pur_06

import data.lib

control := "CCTV-PUR-06"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "no recorder", camera.recorder) if {
	some id, camera in lib.statistics_cameras
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/recorder", [id])
}

deny contains lib.finding(subject, path, false, lib.actual(camera, "edge_storage")) if {
	some id, camera in lib.statistics_cameras
	not camera.edge_storage == false
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/edge_storage", [id])
}

deny contains lib.finding_observed(subject, path, "no recording", recording) if {
	some id, _ in lib.statistics_cameras
	some host_id, host in lib.fresh_hosts
	recording := host.recording[id]
	subject := lib.camera_subjects[id]
	path := sprintf("/hosts/%s/recording/%s", [host_id, id])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, subject in lib.camera_subjects
	lib.statistics_cameras[id]
	some host_id, host in input.declared.site.hosts
	host.role == "recorder"
	not lib.fresh_hosts[host_id].recording
	path := sprintf("/hosts/%s/recording", [host_id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.camera_subjects
	not lib.statistics_cameras[id]
	reason := {
		"ko": "영상을 저장하지 아니하고 통계 산출에만 이용하는 기기가 아니다",
		"en": "Not a camera for statistics that stores nothing",
	}
}
