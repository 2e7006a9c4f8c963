# METADATA
# title: Logins from outside are strong
# description: |
#   Whoever logs in to a host from outside the company's networks is asked for more than a password, or comes through
#   a VPN. Most hosts let nobody in from there at all.
package rules.acc.acc_07

import data.lib

control := "CCTV-ACC-07"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _keys, expected, ways) if {
	some id, ways in lib.settings(lib.site_hosts, _keys)
	count(ways) > 0
	not _strong(ways)
	expected := sprintf("nobody, or one of %s", [concat(", ", lib.parameters.remote_authentication)])
}

unknown contains answer if some answer in lib.settings_unknown(lib.site_hosts, _keys)

_keys := ["login", "remote"]

_strong(ways) if {
	some way in ways
	way in lib.parameters.remote_authentication
}
