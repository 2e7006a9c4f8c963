# METADATA
# title: A session ends when nobody uses it
# description: |
#   Hosts that footage is seen on end a session after the minutes that are allowed. A wall that shows live pictures and
#   does nothing else need not, where it is declared as one.
package rules.acc.acc_06

import data.lib

control := "CCTV-ACC-06"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _keys, expected, minutes) if {
	some id, minutes in lib.settings(_bound, _keys)
	not _ends(minutes)
	expected := sprintf("an end after at most %d minutes", [lib.parameters.idle_minutes_max])
}

not_applicable contains answer if some answer in lib.not_footage_hosts

not_applicable contains lib.not_applicable(subject, reason) if {
	some id in _live_walls
	subject := lib.host_subjects[id]
	reason := {
		"ko": "실시간 화면만을 표출하는 상황판으로 등록되어 있다",
		"en": "Declared as a wall that shows live pictures and does nothing else",
	}
}

unknown contains answer if some answer in lib.settings_unknown(_bound, _keys)

_keys := ["login", "idle_minutes"]

_bound := lib.footage_hosts - _live_walls

_live_walls contains id if {
	some id in lib.footage_hosts
	input.declared.site.hosts[id].role == "viewing"
	input.declared.site.hosts[id].live_wall == true
}

_ends(minutes) if {
	minutes > 0
	minutes <= lib.parameters.idle_minutes_max
}
