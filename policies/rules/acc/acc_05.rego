# METADATA
# title: A login is locked after failures
# description: Hosts that footage is seen on lock a login once it failed as often as is allowed, and no later.
package rules.acc.acc_05

import data.lib

control := "CCTV-ACC-05"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _keys, expected, failures) if {
	some id, failures in lib.settings(lib.footage_hosts, _keys)
	not _locks(failures)
	expected := sprintf("a lock after at most %d failures", [lib.parameters.login_failures_max])
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.settings_unknown(lib.footage_hosts, _keys)

_keys := ["login", "failures_before_lock"]

_locks(failures) if {
	failures > 0
	failures <= lib.parameters.login_failures_max
}
