# METADATA
# title: Footage reaches back as far as declared
# description: |
#   On the day it was seen, the oldest footage of a camera was nearly as old as its retention, or as old as the
#   recording itself where the recorder says since when it records the camera (`since`). Before that, by what is
#   declared: the disks for footage of a recorder together hold what its cameras produce in the days of their retention
#   and one more, since footage goes by whole days, with a reserve; else every camera that fills them is found. Cameras
#   that store nothing need no room; planned ones do.
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

deny contains lib.finding(subject, path, expected, actual) if {
	some recorder, filled in _filled
	needed := _needed(filled)
	available := _available(recorder)
	available < needed
	some id, _ in filled
	subject := lib.camera_subjects[id]
	path := sprintf("/site/hosts/%s/disks", [recorder])
	expected := sprintf("at least %d GB for footage", [ceil(lib.gigabytes(needed))])
	actual := sprintf("%d GB", [floor(lib.gigabytes(available))])
}

deny contains lib.finding(subject, path, "the bit rate, so that its disks can be reckoned", null) if {
	some id, camera in _stored
	lib.absent(camera, "bitrate")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/bitrate", [id])
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

_stored[id] := camera if {
	some id, camera in input.declared.cameras
	camera.recorder in lib.recorders
	not lib.statistics_cameras[id]
}

# Bytes that each camera of a recorder fills. A camera without a period is CCTV-RET-01's business.
_filled[recorder][id] := size if {
	some id, camera in _stored
	recorder := camera.recorder
	size := lib.bytes_a_day(camera.bitrate) * (lib.retention_days[id] + 1)
}

_needed(filled) := (sum([size | some size in filled]) * (100 + lib.parameters.storage_reserve_percent)) / 100

_available(id) := sum([lib.bytes(disk.size) |
	some disk in input.declared.site.hosts[id].disks
	disk.use == "footage"
])
