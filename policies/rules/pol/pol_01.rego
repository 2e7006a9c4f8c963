# METADATA
# title: The policy states its ground and purposes
# description: Every text of the policy has a section on the ground, with an item of the Act and a purpose.
package rules.pol.pol_01

import data.lib

control := "CCTV-POL-01"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_missing("ground", "the ground and the purposes")

deny contains finding if {
	some finding in lib.groups_missing({
		"policy.ground": "the items of the Act on which filming rests",
		"policy.purposes": "the purposes",
	})
}
