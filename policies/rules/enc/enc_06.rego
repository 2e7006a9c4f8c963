# METADATA
# title: Keys are managed by a procedure
# description: A large holder names the paper on how keys are made, used, kept, handed out and destroyed.
package rules.enc.enc_06

import data.lib

control := "CCTV-ENC-06"

subjects contains "organization" if input.declared.sites

deny contains finding if {
	input.declared.sites
	finding := lib.holder_paper("key_procedure", "the number of the procedure")
}

not_applicable contains lib.not_applicable("organization", lib.holds_few) if {
	input.declared.sites
	lib.small_holder
}
