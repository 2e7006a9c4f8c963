# METADATA
# title: Exported files are encrypted
# description: Every file that left a host that footage is seen on is encrypted, or opens with a password only.
package rules.enc.enc_02

import data.lib

control := "CCTV-ENC-02"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(host, keys, true, false) if {
	some host, exports in _exports
	some id, export in exports
	export.encrypted == false
	keys := ["exports", id, "encrypted"]
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.settings_unknown(lib.footage_hosts, ["exports"])

unknown contains lib.unknown(subject, "observed", path) if {
	some host, exports in _exports
	some id, export in exports
	object.get(export, "encrypted", null) == null
	subject := lib.host_subjects[host]
	path := lib.setting_pointer(host, ["exports", id, "encrypted"])
}

_exports := lib.settings(lib.footage_hosts, ["exports"])
