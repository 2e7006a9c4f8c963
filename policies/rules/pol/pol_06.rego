# METADATA
# title: The policy states what follows a request
# description: |
#   The section on requests speaks of viewing, of confirming that footage exists, and of deleting it, and gives the days
#   in which a request is answered.
package rules.pol.pol_06

import data.lib

control := "CCTV-POL-06"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_lacking("requests", _asked)

_asked := array.concat(lib.parameters.policy_request_words, [sprintf("%d일|%d days", [days, days])]) if {
	days := lib.parameters.dsr_access_days
}
