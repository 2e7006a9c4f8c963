# METADATA
# title: Who watches from elsewhere is named at the site
# description: |
#   Where footage is watched from a control room elsewhere, the site lists the roles that do so, and the policy says
#   so. That lists and purposes of the sites are kept apart there, a person witnesses.
package rules.ins.ins_02

import data.lib

control := "CCTV-INS-02"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/people", "a role that is `central`", null) if {
	count(_ways_in) > 0
	count(_central_roles) == 0
}

deny contains lib.finding(lib.site_subject, "/policy/viewing/central", "that footage is watched centrally", null) if {
	_watched_centrally
	not input.declared.policy.viewing.central
}

not_applicable contains lib.not_applicable(subject, reason) if {
	not _watched_centrally
	subject := lib.site_subject
	reason := {"ko": "사업장 밖의 관제실에서 관제하지 아니한다", "en": "Nobody watches from a control room elsewhere"}
}

_watched_centrally if count(_ways_in) > 0

_watched_centrally if count(_central_roles) > 0

# Zones of the organization from which people watch, with a connection to where this site records.
_ways_in contains edge.id if {
	some edge in input.declared.network.edges
	from := input.declared.network.zones[edge.from]
	from.from == "organization"
	from.kind == "viewing"
	input.declared.network.zones[edge.to].kind == "recording"
}

_central_roles contains id if {
	some id, role in input.declared.site.people
	role.central == true
}
