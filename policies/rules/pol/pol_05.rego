# METADATA
# title: The policy states how and where footage is checked
# description: Every text of the policy has a section on checking footage, with a way and a place.
package rules.pol.pol_05

import data.lib

control := "CCTV-POL-05"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_missing("checking", "how and where footage is checked")

deny contains finding if {
	some finding in lib.facts_missing({
		"policy.viewing.method": "how footage is checked",
		"policy.viewing.place": "where footage is checked",
	})
}
