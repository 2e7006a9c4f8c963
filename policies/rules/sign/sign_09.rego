# METADATA
# title: Every way in has its sign
# description: |
#   In every open area through which people come in hangs a sign. An area of a kind that is usually a way in says
#   whether it is one.
package rules.sign.sign_09

import data.lib

control := "CCTV-SIGN-09"

subjects contains subject if some subject in _subjects

deny contains lib.finding(subject, path, "false, or a sign that hangs in this area", true) if {
	some id in _entrances
	not id in _areas_with_sign
	subject := _subjects[id]
	path := sprintf("/site/areas/%s/entrance", [id])
}

deny contains lib.finding(subject, path, "true or false", null) if {
	some id in _undecided
	subject := _subjects[id]
	path := sprintf("/site/areas/%s/entrance", [id])
}

not_applicable contains lib.not_applicable(subject, lib.sign_exempt_reason) if {
	lib.sign_exempt
	some subject in _subjects
}

not_applicable contains lib.not_applicable(subject, reason) if {
	count(lib.open_cameras) == 0
	some subject in _subjects
	reason := {"ko": "공개된 장소를 촬영하는 기기가 없다", "en": "No camera of an open place at this site"}
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in _subjects
	not id in _entrances
	not id in _undecided
	reason := {"ko": "외부인이 출입하는 통로가 아니다", "en": "Not an open area through which people come in"}
}

_subjects[id] := lib.subject("area", id) if some id, _ in input.declared.site.areas

_entrances contains id if {
	some id, area in _open_areas
	area.entrance == true
}

_undecided contains id if {
	some id, area in _open_areas
	area.kind in lib.parameters.sign_entrance_kinds
	lib.absent(area, "entrance")
}

_open_areas[id] := area if {
	not lib.sign_exempt
	count(lib.open_cameras) > 0
	some id, area in input.declared.site.areas
	area.access != "staff"
}

_areas_with_sign contains area if {
	some id, sign in input.declared.site.signs
	area := sign.area
	id in lib.sufficient_signs
	not lib.on_web(sign)
}
