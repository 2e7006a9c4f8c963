# METADATA
# title: Footage keeps the time at which it was made
# description: |
#   Every piece of footage carries its time, and the clock of the camera that writes it into the picture is off by no
#   more than is allowed. The recorder's own clock is CCTV-RET-10's business.
package rules.log.log_06

import data.lib

control := "CCTV-LOG-06"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, true, false) if {
	some pointer, recording in lib.recordings
	recording.report.dated == false
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/dated", [pointer])
}

deny contains lib.finding_observed(subject, path, expected, offset) if {
	some id, report in lib.device_reports
	offset := report.clock_offset_ms
	abs(offset) > lib.parameters.clock_offset_max_ms
	subject := lib.camera_subjects[id]
	path := sprintf("%s/clock_offset_ms", [lib.device_pointers[id]])
	expected := sprintf("at most %d ms either way", [lib.parameters.clock_offset_max_ms])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in _left_out
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.recording_pointers
	not _left_out[id]
	object.get(lib.recordings, [pointer, "report", "dated"], null) == null
	subject := lib.camera_subjects[id]
	path := sprintf("%s/dated", [pointer])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.devices_silent("clock_offset_ms")
	not _left_out[id]
	subject := lib.camera_subjects[id]
	path := sprintf("%s/clock_offset_ms", [pointer])
}

# What stores nothing, or is not there yet, and of which nothing is reported after all.
_left_out[id] := reason if {
	some id, reason in lib.idle_cameras
	not id in _reported
}

_reported contains id if some id, _ in lib.device_reports

_reported contains recording.camera if some recording in lib.recordings
