# METADATA
# title: Processors are published
# description: |
#   Every text of the policy names each processor with its task, and no other company.
package rules.out.out_02

import data.lib

control := "CCTV-OUT-02"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.facts_missing(_due)

deny contains finding if {
	some source, languages in lib.stated_groups
	some language, stated in languages
	some group in (stated - _names)
	regex.match(`^processors[.][^.]+$`, group)
	finding := lib.text_finding(source, [language, "facts", group], "a processor with a contract", "named")
}

unknown contains lib.unknown("policy", "published", "/text") if {
	input.declared.sites
	not lib.published_text
}

_names contains name if {
	some id, _ in lib.processors
	name := sprintf("processors.%s", [id])
}

_due[id] := expected if {
	some name in _names
	some key, expected in {"name": "the name of the processor", "task": "what the processor does"}
	id := sprintf("%s.%s", [name, key])
}
