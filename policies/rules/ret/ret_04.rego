# METADATA
# title: The recorder keeps what is declared
# description: Every host that records a camera is set to the days that are declared for it.
package rules.ret.ret_04

import data.lib

control := "CCTV-RET-04"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, declared, recording.report.retention_days) if {
	some pointer, recording in lib.recordings
	declared := object.get(lib.retention_days, recording.camera, null)
	recording.report.retention_days != declared
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/retention_days", [pointer])
}

not_applicable contains lib.not_applicable(subject, lib.stores_nothing) if {
	some id, _ in lib.statistics_cameras
	not id in _recorded_cameras
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", pointer) if {
	some id, pointer in lib.recording_pointers
	not lib.statistics_cameras[id]
	not lib.recordings[pointer].report.retention_days
	subject := lib.camera_subjects[id]
}

_recorded_cameras contains recording.camera if some recording in lib.recordings
