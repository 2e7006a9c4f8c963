# METADATA
# title: It is known who isolates a recorder, and who secures the evidence
# description: |
#   The company names its plan for incidents, the role that takes a recorder off the network and the role that secures
#   the evidence. That the plan is workable, a person witnesses.
package rules.inc.inc_03

import data.lib

control := "CCTV-INC-03"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", path, "part of the plan for incidents", null) if {
	input.declared.sites
	some key in lib.parameters.incident_plan_keys
	lib.absent(object.get(input.declared.organization, "incident_plan", {}), key)
	path := sprintf("/organization/incident_plan/%s", [key])
}
