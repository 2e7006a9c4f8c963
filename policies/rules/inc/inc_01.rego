# METADATA
# title: A leak is reported within the hours
# description: |
#   An incident of many people, of sensitive data, or by somebody who got in from outside is reported to the authority
#   in the hours of the parameter. One that does not say counts as such.
package rules.inc.inc_01

import data.lib

control := "CCTV-INC-01"

subjects contains lib.site_subject

deny contains finding if {
	some finding in lib.late_incidents(_reportable, "reported", lib.parameters.breach_report_hours)
}

unknown contains answer if some answer in lib.incidents_unread

_reportable[id] := incident if {
	some id, incident in lib.incidents
	not _small(incident)
}

_small(incident) if {
	incident.people < lib.parameters.breach_report_people
	incident.sensitive == false
	incident.intrusion == false
}
