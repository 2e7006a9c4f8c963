# Retention: how long footage is kept, and where that is written.
package lib

# METADATA
# scope: document
# description: |
#   Every retention period of the site, by the pointer to the mapping that holds it: the mapping itself, and the key
#   under which it gives its reasons.
retention_periods[pointer] := {"holder": holder, "basis": "retention_basis"} if {
	pointer := "/site"
	holder := input.declared.site
}

retention_periods[pointer] := {"holder": group, "basis": "basis"} if {
	some id, group in input.declared.site.retention_groups
	pointer := sprintf("/site/retention_groups/%s", [id])
}

# METADATA
# scope: document
# description: |
#   Which of the periods a camera follows: its group's, else the site's. A group without a period of its own does not
#   fall back on the site's.
retention_pointers[id] := "/site" if {
	some id, camera in input.declared.cameras
	not camera.retention_group
}

retention_pointers[id] := pointer if {
	some id, camera in input.declared.cameras
	pointer := sprintf("/site/retention_groups/%s", [camera.retention_group])
}

# METADATA
# description: The days of every retention period, by the same pointer. A period that is missing is left out.
period_days[pointer] := number if {
	some pointer, period in retention_periods
	number := days(period.holder.retention)
}

# METADATA
# description: Days for which a camera's footage is kept. A camera for which none are declared is left out.
retention_days[id] := number if {
	some id, pointer in retention_pointers
	number := period_days[pointer]
}

# METADATA
# scope: document
# description: |
#   Cameras of which there should be no footage, with the reason, and of which no host reports any: those that store
#   nothing, and those that are planned.
idle_cameras[id] := stores_nothing if {
	some id, _ in statistics_cameras
	not id in _cameras_with_footage
}

idle_cameras[id] := reason if {
	some id, camera in input.declared.cameras
	"planned" in {camera.service, input.declared.site.service}
	not statistics_cameras[id]
	not id in _cameras_with_footage
	reason := {
		"ko": "설치 예정인 기기로서 촬영된 영상이 없다",
		"en": "A planned camera: there is no footage yet",
	}
}

# METADATA
# description: Why a control on recordings leaves a camera out that only counts.
stores_nothing := {
	"ko": "통계값만을 산출하고 영상을 저장하지 아니하는 기기이다",
	"en": "A camera that counts and stores nothing",
}

_cameras_with_footage contains recording.camera if {
	some recording in recordings
	recording.report.oldest
}
