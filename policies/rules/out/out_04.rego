# METADATA
# title: Work is passed on with consent only
# description: |
#   Every processor says to whom it passes work on, if only that it does not, and for each there is the paper by which
#   the organization agreed.
package rules.out.out_04

import data.lib

control := "CCTV-OUT-04"

subjects contains "organization" if input.declared.sites

deny contains lib.processor_finding(id, processor, "subprocessors", "a mapping, empty where there is none") if {
	some id, processor in lib.processors
	not processor.subprocessors
}

deny contains lib.finding("organization", path, "the paper by which the organization agreed", null) if {
	some id, processor in lib.processors
	some sub, entry in processor.subprocessors
	lib.absent(entry, "consent")
	path := sprintf("/organization/processors/%s/subprocessors/%s/consent", [id, sub])
}

not_applicable contains answer if some answer in lib.nothing_outsourced
