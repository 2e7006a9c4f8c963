# METADATA
# title: Passwords follow the company's rule
# description: Hosts that footage is seen on take no password shorter than the company's own rule allows.
package rules.acc.acc_09

import data.lib

control := "CCTV-ACC-09"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _keys, expected, length) if {
	some id, length in lib.settings(lib.footage_hosts, _keys)
	length < lib.parameters.password_min_length
	expected := sprintf("at least %d characters", [lib.parameters.password_min_length])
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.settings_unknown(lib.footage_hosts, _keys)

_keys := ["login", "password_min_length"]
