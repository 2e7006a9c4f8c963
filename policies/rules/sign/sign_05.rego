# METADATA
# title: One sign for a building speaks for that building alone
# description: |
#   A sign of mode building names its building, hangs in it or at an entrance, and is named by no camera that stands
#   elsewhere.
package rules.sign.sign_05

import data.lib

control := "CCTV-SIGN-05"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, "the building that the sign speaks for", null) if {
	some id, sign in _building_signs
	lib.absent(sign, "building")
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/building", [id])
}

deny contains lib.finding(subject, path, expected, area) if {
	some id, sign in _building_signs
	building := sign.building
	area := sign.area
	not _lies_in(area, building)
	not input.declared.site.areas[area].entrance == true
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/area", [id])
	expected := sprintf("an entrance, or an area of the building %s", [building])
}

deny contains lib.finding(subject, path, expected, area) if {
	some id, sign in _building_signs
	building := sign.building
	some camera in lib.sign_cameras[id]
	area := input.declared.cameras[camera].area
	not _lies_in(area, building)
	subject := lib.sign_subjects[id]
	path := sprintf("/cameras/%s/area", [camera])
	expected := sprintf("an area of the building %s", [building])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, _ in lib.bound_signs
	not _building_signs[id]
	subject := lib.sign_subjects[id]
	reason := {"ko": "건물 전체를 대표하는 안내판이 아니다", "en": "Not a sign for a whole building"}
}

_building_signs[id] := sign if {
	some id, sign in lib.bound_signs
	sign.mode == "building"
}

_lies_in(area, building) if input.declared.site.areas[area].building == building
