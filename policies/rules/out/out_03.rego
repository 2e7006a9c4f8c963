# METADATA
# title: Processors are trained and supervised
# description: Every processor names the days of its last inspection and training, which are not too long ago.
package rules.out.out_03

import data.lib

control := "CCTV-OUT-03"

subjects contains "organization" if input.declared.sites

deny contains lib.processor_finding(id, processor, key, expected) if {
	some id, processor in lib.processors
	some key in lib.parameters.processor_oversight_keys
	not _lately(processor, key)
	expected := sprintf("within the last %d days", [lib.parameters.processor_oversight_max_days])
}

not_applicable contains answer if some answer in lib.nothing_outsourced

_lately(processor, key) if {
	days := lib.age(processor[key])
	days >= 0
	days <= lib.parameters.processor_oversight_max_days
}
