# METADATA
# title: The policy states processors and how it is changed
# description: |
#   The policy names every company that works on the cameras of a place in service, with its task, and says that changes
#   are announced on the homepage so many days before.
package rules.pol.pol_08

import data.lib

control := "CCTV-POL-08"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_lacking("revision", _asked)

deny contains finding if some finding in lib.facts_missing(_processors)

_asked := array.concat(lib.parameters.policy_change_words, [sprintf("%d일|%d days", [days, days])]) if {
	days := lib.parameters.policy_notice_days
}

_processors[id] := expected if {
	some place in lib.places
	some processor in place.site.processors
	some key, expected in {"name": "the name of the processor", "task": "what the processor does"}
	id := sprintf("processors.%s.%s", [processor, key])
}
