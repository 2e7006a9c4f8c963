# METADATA
# title: Biometric templates are encrypted
# description: |
#   Hosts that footage is seen on say how many templates of faces or other features they store. Where there are any,
#   they are stored encrypted.
package rules.enc.enc_04

import data.lib

control := "CCTV-ENC-04"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _encrypted, true, false) if {
	some id, encrypted in lib.settings(_storing, _encrypted)
	encrypted == false
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.settings_unknown(lib.footage_hosts, _templates)

unknown contains answer if some answer in lib.settings_unknown(_storing, _encrypted)

_templates := ["biometrics", "templates"]

_encrypted := ["biometrics", "encrypted"]

_storing contains id if {
	some id, number in lib.settings(lib.footage_hosts, _templates)
	number > 0
}
