# METADATA
# title: Footage is encrypted where it lies
# description: |
#   Recorders declare the disks that hold footage and how they are encrypted, and report that they are, and that neither
#   swap nor core dumps write to a disk what lies in memory. No text of law asks for this of ordinary footage.
package rules.enc.enc_05

import data.lib

control := "CCTV-ENC-05"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.finding(subject, path, "the disks that hold footage", null) if {
	some id in lib.recorders
	not id in _with_disks
	subject := lib.host_subjects[id]
	path := sprintf("/site/hosts/%s/disks", [id])
}

deny contains lib.finding(subject, path, lib.parameters.disk_encryptions, lib.actual(disk, "encryption")) if {
	some [id, name, disk] in _disks
	not lib.one_of(disk, "encryption", lib.parameters.disk_encryptions)
	subject := lib.host_subjects[id]
	path := sprintf("/site/hosts/%s/disks/%s/encryption", [id, name])
}

deny contains lib.setting_finding(id, keys, true, false) if {
	some [id, name, _] in _disks
	keys := ["disks", name, "encrypted"]
	lib.settings([id], keys)[id] == false
}

deny contains lib.setting_finding(id, keys, false, true) if {
	some keys in _of_memory
	some id, written in lib.settings(lib.recorders, keys)
	written == true
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in lib.recorders
	reason := {"ko": "녹화기가 아니다", "en": "Not a recorder"}
}

unknown contains answer if {
	some [id, name, _] in _disks
	some answer in lib.settings_unknown([id], ["disks", name, "encrypted"])
}

unknown contains answer if {
	some keys in _of_memory
	some answer in lib.settings_unknown(lib.recorders, keys)
}

_of_memory := [["memory", "swap"], ["memory", "core_dumps"]]

_disks contains [id, name, disk] if {
	some id in lib.recorders
	some name, disk in input.declared.site.hosts[id].disks
	disk.use == "footage"
}

_with_disks contains id if some [id, _, _] in _disks
