# METADATA
# title: Nothing opens without a password of its own
# description: |
#   No host of the site and no camera that it records has an empty password or the one it was delivered with, and none
#   shows pictures or settings to somebody who has not logged in.
package rules.acc.acc_08

import data.lib

control := "CCTV-ACC-08"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _passwords, 0, number) if {
	some id, number in lib.settings(lib.site_hosts, _passwords)
	number != 0
}

deny contains lib.setting_finding(id, _anonymous, false, true) if {
	some id, anonymous in lib.settings(lib.site_hosts, _anonymous)
	anonymous == true
}

deny contains lib.finding_observed(subject, path, false, true) if {
	some id, report in lib.device_reports
	some key in _of_cameras
	report[key] == true
	subject := lib.host_subjects[input.declared.cameras[id].recorder]
	path := sprintf("%s/%s", [lib.device_pointers[id], key])
}

unknown contains answer if {
	some keys in [_passwords, _anonymous]
	some answer in lib.settings_unknown(lib.site_hosts, keys)
}

unknown contains lib.unknown(subject, "observed", path) if {
	some key in _of_cameras
	some id, path in lib.devices_missing(key)
	subject := lib.host_subjects[id]
}

_passwords := ["login", "default_passwords"]

_anonymous := ["login", "anonymous"]

_of_cameras := ["default_password", "anonymous"]
