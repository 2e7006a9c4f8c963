# METADATA
# title: The recorder keeps what is declared
# description: |
#   Every host that records a camera is set to the days that are declared for it. Only a camera with a channel of its
#   own on its recorder can be set at all, and only where the disks can hold it: those for footage of a recorder
#   together hold what its cameras produce in the days of their retention and one more, since footage goes by whole
#   days, with a reserve; else every camera that fills them is found. Cameras that store nothing need no room; planned
#   ones do.
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

deny contains lib.finding(subject, path, expected, camera.channel) if {
	some id, camera in input.declared.cameras
	channels := _channels[camera.recorder]
	camera.channel > channels
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/channel", [id])
	expected := sprintf("one of the %d channels of %s", [channels, camera.recorder])
}

deny contains lib.finding(subject, path, expected, camera.channel) if {
	some ids in _on_channel
	count(ids) > 1
	some id in ids
	camera := input.declared.cameras[id]
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/channel", [id])
	expected := sprintf("a channel of %s that no other camera has", [camera.recorder])
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

_channels[id] := channels if {
	some id, host in input.declared.site.hosts
	channels := host.channels
}

_on_channel[place] contains id if {
	some id, camera in input.declared.cameras
	place := sprintf("%s/%d", [camera.recorder, camera.channel])
}

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
