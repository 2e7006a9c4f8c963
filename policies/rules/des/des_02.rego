# METADATA
# title: What is destroyed cannot be restored
# description: |
#   For footage on a recorder, for magnetic disks and for flash the organization names a method that leaves nothing to
#   restore from that medium. That the method is followed, a person witnesses.
package rules.des.des_02

import data.lib

control := "CCTV-DES-02"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", path, methods, lib.actual(_destruction, medium)) if {
	input.declared.sites
	some medium, methods in _methods
	not lib.one_of(_destruction, medium, methods)
	path := sprintf("/organization/destruction/%s", [medium])
}

_destruction := object.get(input.declared.organization, "destruction", {})

_methods := {
	"footage": lib.parameters.destruction_methods_footage,
	"hdd": lib.parameters.destruction_methods_hdd,
	"ssd": lib.parameters.destruction_methods_ssd,
}
