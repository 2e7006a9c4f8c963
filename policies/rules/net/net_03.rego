# METADATA
# title: Nothing is reachable from the internet
# description: |
#   Recorders and gateways report that no port is forwarded to them, and that UPnP and relays of the maker (P2P, cloud)
#   are off. What they do not report is not known.
package rules.net.net_03

import data.lib

control := "CCTV-NET-03"

subjects contains subject if some subject in lib.host_subjects

not_applicable contains lib.not_applicable(subject, _no_part) if {
	some id, subject in lib.host_subjects
	not id in _exposable
}

deny contains lib.finding_observed(subject, path, false, true) if {
	some id in _exposable
	some way in lib.parameters.ways_out
	lib.fresh_hosts[id].exposed[way] == true
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/exposed/%s", [id, way])
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id in _exposable
	some way in lib.parameters.ways_out
	not _reported(id, way)
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/exposed/%s", [id, way])
}

_reported(id, way) if is_boolean(lib.fresh_hosts[id].exposed[way])

_exposable contains id if {
	some id, host in input.declared.site.hosts
	host.role in lib.parameters.exposable_roles
}

_no_part := {
	"ko": "영상을 저장하거나 망의 경계에 있는 장치가 아니다",
	"en": "Neither stores footage nor stands at the network's edge",
}
