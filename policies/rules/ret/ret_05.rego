# METADATA
# title: Footage goes when its time is over
# description: |
#   On the day it was seen, the oldest footage of a camera was no older than its retention and the days of grace, on
#   whichever host it lay, and the software, the file system and the key store agreed on which that is.
package rules.ret.ret_05

import data.lib

control := "CCTV-RET-05"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, expected, oldest) if {
	some pointer, recording in lib.recordings
	not _in_time(recording)
	oldest := recording.report.oldest
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/oldest", [pointer])
	expected := _expected(recording)
}

deny contains lib.finding_observed(subject, path, true, false) if {
	some pointer, recording in lib.recordings
	recording.report.agrees == false
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/agrees", [pointer])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.idle_cameras
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", pointer) if {
	some id, pointer in lib.recording_pointers
	not lib.idle_cameras[id]
	not lib.recordings[pointer].report.oldest
	subject := lib.camera_subjects[id]
}

_limit(recording) := lib.retention_days[recording.camera] + lib.parameters.retention_grace_days

_in_time(recording) if lib.days_between(recording.report.oldest, recording.seen) <= _limit(recording)

_expected(recording) := sprintf("at most %d days old on %s", [_limit(recording), recording.seen])

_expected(recording) := "no footage, since no retention is declared" if not lib.retention_days[recording.camera]
