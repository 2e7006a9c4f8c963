# METADATA
# title: The recorder's clock is right
# description: Every recorder says that its clock is synchronised, and by how little it is off.
package rules.ret.ret_10

import data.lib

control := "CCTV-RET-10"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.finding_observed(subject, path, true, false) if {
	some id in lib.recorders
	lib.fresh_hosts[id].clock.synchronised == false
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/clock/synchronised", [id])
}

deny contains lib.finding_observed(subject, path, expected, offset) if {
	some id in lib.recorders
	offset := lib.fresh_hosts[id].clock.offset_ms
	not _within(offset, lib.parameters.clock_offset_max_ms)
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/clock/offset_ms", [id])
	expected := sprintf("at most %d ms either way", [lib.parameters.clock_offset_max_ms])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in lib.recorders
	reason := {"ko": "녹화기가 아니다", "en": "Not a recorder"}
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id in lib.recorders
	some key in ["synchronised", "offset_ms"]
	object.get(lib.fresh_hosts, [id, "clock", key], null) == null
	subject := lib.host_subjects[id]
	path := sprintf("/hosts/%s/clock/%s", [id, key])
}

_within(offset, limit) if {
	offset <= limit
	offset >= 0 - limit
}
