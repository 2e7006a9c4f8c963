# METADATA
# title: The policy says where to complain
# description: Every text of the policy names a telephone for complaints, and the bodies outside the company that help.
package rules.pol.pol_15

import data.lib

control := "CCTV-POL-15"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.facts_missing({"policy.responsible.phone": "a telephone for complaints"})

deny contains finding if some finding in lib.sections_lacking("requests", lib.parameters.policy_remedy_numbers)
