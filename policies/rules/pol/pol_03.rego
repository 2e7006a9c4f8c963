# METADATA
# title: The policy states who is in charge and who may see footage
# description: |
#   The policy states the post in charge, its department, and for every place in service the roles that may see footage.
package rules.pol.pol_03

import data.lib

control := "CCTV-POL-03"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_missing("people", "who is in charge and who may see footage")

deny contains finding if {
	some finding in lib.facts_missing({
		"policy.responsible.title": "the post in charge",
		"policy.responsible.department": "its department",
	})
}

deny contains finding if some finding in lib.groups_missing(_people)

_people[group] := "who may see footage" if {
	some site, _ in lib.places
	group := sprintf("sites.%s.people", [site])
}
