# METADATA
# title: The access log says who did what
# description: Entries of the access log hold every field that is asked for, on every host that footage is seen on.
package rules.log.log_01

import data.lib

control := "CCTV-LOG-01"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _keys, lib.parameters.access_log_fields, fields) if {
	some id, fields in lib.settings(lib.footage_hosts, _keys)
	some field in lib.parameters.access_log_fields
	not field in fields
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.settings_unknown(lib.footage_hosts, _keys)

_keys := ["access_log", "fields"]
