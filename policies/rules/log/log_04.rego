# METADATA
# title: Access logs cannot be changed or lost
# description: |
#   Entries are sent to another host as they are written, and carry the hash of the one before, so that what is lost
#   here is kept there and what is changed shows.
package rules.log.log_04

import data.lib

control := "CCTV-LOG-04"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, keys, true, false) if {
	some keys in _protections
	some id, protected in lib.settings(lib.footage_hosts, keys)
	protected == false
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if {
	some keys in _protections
	some answer in lib.settings_unknown(lib.footage_hosts, keys)
}

_protections := [["access_log", key] | some key in lib.parameters.access_log_protections]
