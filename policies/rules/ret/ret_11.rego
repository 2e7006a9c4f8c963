# METADATA
# title: The disks are large enough
# description: |
#   The disks for footage of a recorder together hold what its cameras produce in the days of their retention and one
#   more, since footage goes by whole days, with a reserve. Cameras that store nothing need no room.
package rules.ret.ret_11

import data.lib

control := "CCTV-RET-11"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.finding(subject, path, expected, actual) if {
	some id, needed in _needed
	available := _available(id)
	available < needed
	subject := lib.host_subjects[id]
	path := sprintf("/site/hosts/%s/disks", [id])
	expected := sprintf("at least %d GB for footage", [ceil(lib.gigabytes(needed))])
	actual := sprintf("%d GB", [floor(lib.gigabytes(available))])
}

deny contains lib.finding(subject, path, "the bit rate, so that its disks can be reckoned", null) if {
	some id, camera in _stored
	lib.absent(camera, "bitrate")
	subject := lib.host_subjects[camera.recorder]
	path := sprintf("/cameras/%s/bitrate", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in lib.recorders
	reason := {"ko": "영상을 보관하는 장치가 아니다", "en": "No recorder: no footage is kept there"}
}

_stored[id] := camera if {
	some id, camera in input.declared.cameras
	camera.recorder in lib.recorders
	not lib.statistics_cameras[id]
}

# Bytes that a recorder's cameras fill. A camera without a period is CCTV-RET-01's business.
_needed[recorder] := total if {
	some recorder in lib.recorders
	filled := {id: size |
		some id, camera in _stored
		camera.recorder == recorder
		size := lib.bytes_a_day(camera.bitrate) * (lib.retention_days[id] + 1)
	}
	reserve := 100 + data.parameters.storage_reserve_percent
	total := (sum([size | some size in filled]) * reserve) / 100
}

_available(id) := sum([lib.bytes(disk.size) |
	some disk in input.declared.site.hosts[id].disks
	disk.use == "footage"
])
