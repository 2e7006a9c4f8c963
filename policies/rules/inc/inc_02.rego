# METADATA
# title: The people concerned are told within the hours
# description: |
#   Of an incident with footage of a staff-only place, or that does not say which cameras it concerns, the people are
#   told in the hours of the parameter.
package rules.inc.inc_02

import data.lib

control := "CCTV-INC-02"

subjects contains lib.site_subject

deny contains finding if {
	some finding in lib.late_incidents(_concerning, "notified", lib.parameters.breach_notice_hours)
}

not_applicable contains lib.not_applicable(subject, reason) if {
	count(lib.staff_cameras) == 0
	subject := lib.site_subject
	reason := {
		"ko": "공개된 장소를 촬영하는 기기만 있으므로 법 제34조가 적용되지 아니한다(법 제58조제2항)",
		"en": "Cameras of open places alone, to which Article 58(2) of the Act says that Article 34 does not apply",
	}
}

unknown contains answer if {
	count(lib.staff_cameras) > 0
	some answer in lib.incidents_unread
}

_concerning[id] := incident if {
	count(lib.staff_cameras) > 0
	some id, incident in lib.incidents
	not _open_only(incident)
}

_open_only(incident) if {
	count(incident.cameras) > 0
	every camera in incident.cameras {
		lib.open_cameras[camera]
	}
}
