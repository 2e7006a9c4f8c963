# METADATA
# title: Security updates are applied
# description: |
#   No security update has been out for longer than the company allows without being installed on a host, and every
#   camera runs the version of its firmware that is approved.
package rules.ops.ops_02

import data.lib

control := "CCTV-OPS-02"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _oldest, expected, oldest) if {
	some id, oldest in lib.settings(_behind, _oldest)
	seen := lib.fresh_hosts[id].seen
	lib.days_between(oldest, seen) > lib.parameters.patch_max_days
	expected := sprintf("installed within %d days", [lib.parameters.patch_max_days])
}

deny contains lib.finding(subject, path, "the approved version", null) if {
	some id, camera in input.declared.cameras
	lib.absent(camera, "firmware")
	subject := lib.host_subjects[camera.recorder]
	path := sprintf("/cameras/%s/firmware", [id])
}

deny contains lib.finding_observed(subject, path, approved, report.firmware) if {
	some id, report in lib.device_reports
	approved := input.declared.cameras[id].firmware
	report.firmware != approved
	subject := lib.host_subjects[input.declared.cameras[id].recorder]
	path := sprintf("%s/firmware", [lib.device_pointers[id]])
}

unknown contains answer if some answer in lib.settings_unknown(lib.site_hosts, _pending)

unknown contains answer if some answer in lib.settings_unknown(_behind, _oldest)

unknown contains lib.unknown(subject, "observed", path) if {
	some id, path in lib.devices_missing("firmware")
	subject := lib.host_subjects[id]
}

_pending := ["updates", "pending"]

_oldest := ["updates", "oldest_pending"]

_behind contains id if {
	some id, number in lib.settings(lib.site_hosts, _pending)
	number > 0
}
