# METADATA
# title: There is a procedure for disasters
# description: A large holder names the paper on what is done when a fire or a flood takes the recorders.
package rules.ops.ops_05

import data.lib

control := "CCTV-OPS-05"

subjects contains "organization" if input.declared.sites

deny contains finding if {
	input.declared.sites
	finding := lib.holder_paper("disaster_procedure", "the number of the procedure")
}

not_applicable contains lib.not_applicable("organization", lib.holds_few) if {
	input.declared.sites
	lib.small_holder
}
