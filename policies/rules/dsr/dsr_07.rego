# METADATA
# title: Nobody is turned away for a reason that is none
# description: |
#   No request is refused, limited or put off because the police are absent or because others are in the picture.
package rules.dsr.dsr_07

import data.lib

control := "CCTV-DSR-07"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "reason", expected) if {
	some id, request in lib.requests
	request.reason in lib.parameters.dsr_invalid_reasons
	expected := sprintf("none of %s", [concat(", ", lib.parameters.dsr_invalid_reasons)])
}

unknown contains answer if some answer in lib.requests_unread
