# METADATA
# title: Removable media are under control
# description: Recorders and viewing desks report that a medium that somebody plugs in is refused, or logged.
package rules.phy.phy_03

import data.lib

control := "CCTV-PHY-03"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.finding_observed(subject, path, lib.parameters.removable_media_states, state) if {
	some id in _asked
	state := lib.fresh_hosts[id].removable_media
	not state in lib.parameters.removable_media_states
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/removable_media", [id])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id in _asked
	not lib.fresh_hosts[id].removable_media
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/removable_media", [id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in _asked
	reason := {"ko": "영상을 저장하거나 열람하는 장치가 아니다", "en": "Neither stores nor shows footage"}
}

_asked contains id if {
	some id, host in input.declared.site.hosts
	host.role in lib.parameters.media_roles
}
