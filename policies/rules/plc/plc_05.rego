# METADATA
# title: What is recorded lies in the published ranges
# description: Every area that a camera of an open place films belongs to a class of places that the policy names.
package rules.plc.plc_05

import data.lib

control := "CCTV-PLC-05"

subjects contains subject if some subject in _subjects

deny contains lib.finding(subject, path, _ranges, lib.actual(area, "range")) if {
	some id, subject in _subjects
	id in _filmed
	area := input.declared.site.areas[id]
	not lib.one_of(area, "range", _ranges)
	path := sprintf("/site/areas/%s/range", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in _subjects
	not id in _filmed
	reason := {
		"ko": "공개된 장소의 기기가 촬영하지 아니하는 구역이다",
		"en": "No camera of an open place films the area",
	}
}

_subjects[id] := lib.subject("area", id) if some id, _ in input.declared.site.areas

_filmed contains id if {
	some camera in lib.open_cameras
	some id in lib.filmed_areas(camera)
}

_ranges := [range | some range, _ in input.declared.policy.ranges]
