# METADATA
# title: The recorder keeps what is declared
# description: |
#   Every host that records a camera is set to the days that are declared for it. Only a camera with a channel of its
#   own on its recorder can be set at all.
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
