# Processors: the companies to which work on the cameras is outsourced.
package lib

# METADATA
# description: The processors, by id, in a query across sites, where the organization is judged.
processors[id] := processor if {
	input.declared.sites
	some id, processor in input.declared.organization.processors
}

# METADATA
# scope: document
# description: The answer that there is nothing to judge, where nothing is outsourced.
nothing_outsourced contains answer if {
	input.declared.sites
	count(processors) == 0
	reason := {"ko": "업무를 위탁하지 아니한다", "en": "Nothing is outsourced"}
	answer := not_applicable("organization", reason)
}

# METADATA
# description: A finding about something that a processor lacks, or that is not as it should be, under a key.
processor_finding(id, processor, key, expected) := finding(
	"organization",
	sprintf("/organization/processors/%s/%s", [id, key]),
	expected,
	actual(processor, key),
)
