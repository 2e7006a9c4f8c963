# METADATA
# title: Footage reaches back as far as declared
# description: |
#   On the day it was seen, the oldest footage of a camera was nearly as old as its retention, or as old as the
#   recording itself where the recorder says since when it records the camera (`since`), and there is no silence in it.
package rules.ret.ret_06

import data.lib

control := "CCTV-RET-06"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, expected, recording.report.oldest) if {
	some id, pointer in lib.recording_pointers
	recording := lib.recordings[pointer]
	retention := lib.retention_days[id]
	age := lib.days_between(recording.report.oldest, recording.seen)
	age * 100 < retention * lib.parameters.retention_reach_percent
	not _since_the_beginning(recording.report)
	subject := lib.camera_subjects[id]
	path := sprintf("%s/oldest", [pointer])
	expected := sprintf(
		"at least %d per cent of %d days old on %s",
		[lib.parameters.retention_reach_percent, retention, recording.seen],
	)
}

deny contains lib.finding_observed(subject, path, "footage of all declared hours", silences) if {
	some pointer, recording in lib.recordings
	silences := recording.report.silences
	count(silences) > 0
	subject := lib.camera_subjects[recording.camera]
	path := sprintf("%s/silences", [pointer])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.idle_cameras
	subject := lib.camera_subjects[id]
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.camera_subjects
	not lib.retention_days[id]
	reason := {
		"ko": "보관기간이 적혀 있지 아니하여 대조할 값이 없다(CCTV-RET-01에서 판단한다)",
		"en": "No retention is declared to compare with: CCTV-RET-01 judges that",
	}
}

unknown contains lib.unknown(subject, "observed", pointer) if {
	some id, pointer in lib.recording_pointers
	lib.retention_days[id]
	not lib.idle_cameras[id]
	not lib.recordings[pointer].report.oldest
	subject := lib.camera_subjects[id]
}

_since_the_beginning(report) if lib.days_between(report.oldest, report.since) >= 0
