# METADATA
# title: Outsourcing has a contract
# description: |
#   Every processor has a contract that is in force and that settles all the matters that the law names. What its
#   clauses say, a person witnesses.
package rules.out.out_01

import data.lib

control := "CCTV-OUT-01"

subjects contains "organization" if input.declared.sites

deny contains lib.processor_finding(id, processor, "contract", "the number of the contract") if {
	some id, processor in lib.processors
	lib.absent(processor, "contract")
}

deny contains lib.processor_finding(id, processor, "until", "a day that is not over") if {
	some id, processor in lib.processors
	not _in_force(processor)
}

deny contains lib.processor_finding(id, processor, "clauses", lib.parameters.contract_clauses) if {
	some id, processor in lib.processors
	not _settles_all(processor)
}

not_applicable contains answer if some answer in lib.nothing_outsourced

_in_force(processor) if lib.age(processor.until) <= 0

_settles_all(processor) if {
	every clause in lib.parameters.contract_clauses {
		clause in processor.clauses
	}
}
