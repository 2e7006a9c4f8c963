# METADATA
# title: Nobody pays more than the cost
# description: |
#   A fee is no higher than the recorded cost, and none is charged where the operator is the cause of the request.
package rules.dsr.dsr_09

import data.lib

control := "CCTV-DSR-09"

subjects contains lib.site_subject

deny contains lib.finding_observed(lib.site_subject, path, expected, request.fee.won) if {
	some id, request in _paid
	not _covered(request.fee)
	path := sprintf("/requests/%s/fee/won", [id])
	expected := "at most the cost, and the cost is recorded"
}

deny contains lib.finding_observed(lib.site_subject, path, "requester", lib.actual(request.fee, "cause")) if {
	some id, request in _paid
	not request.fee.cause == "requester"
	path := sprintf("/requests/%s/fee/cause", [id])
}

unknown contains answer if some answer in lib.requests_unread

_paid[id] := request if {
	some id, request in lib.requests
	request.fee.won > 0
}

_covered(fee) if fee.won <= fee.cost_won
