# METADATA
# title: Security software runs and is kept up to date
# description: Hosts that footage is seen on run security software, and its signatures are of the same or the last day.
package rules.ops.ops_01

import data.lib

control := "CCTV-OPS-01"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _active, true, false) if {
	some id, active in lib.settings(lib.footage_hosts, _active)
	active == false
}

deny contains lib.setting_finding(id, _updated, expected, updated) if {
	some id, updated in lib.settings(lib.footage_hosts, _updated)
	seen := lib.fresh_hosts[id].seen
	lib.days_between(updated, seen) > lib.parameters.malware_update_max_days
	expected := sprintf("at most %dd before %s", [lib.parameters.malware_update_max_days, seen])
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if {
	some keys in [_active, _updated]
	some answer in lib.settings_unknown(lib.footage_hosts, keys)
}

_active := ["protection", "active"]

_updated := ["protection", "updated"]
