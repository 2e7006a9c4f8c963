# METADATA
# title: Pictures are not printed at will
# description: Viewing desks report that nobody can print a picture or save a screenshot there.
package rules.phy.phy_06

import data.lib

control := "CCTV-PHY-06"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.finding_observed(subject, path, false, true) if {
	some id in _desks
	lib.fresh_hosts[id].printing == true
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/printing", [id])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id in _desks
	not _reported(id)
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/printing", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in _desks
	reason := {"ko": "영상을 열람하는 장치가 아니다", "en": "No place from which footage is watched"}
}

_reported(id) if is_boolean(lib.fresh_hosts[id].printing)

_desks contains id if {
	some id, host in input.declared.site.hosts
	host.role == "viewing"
}
