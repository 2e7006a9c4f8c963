# METADATA
# title: A refusal gives a reason of the law, in writing, and the way to object
# description: |
#   What is refused or limited names one of the reasons that the law allows a private operator. Who is refused,
#   limited or put off has it in writing, with how to object.
package rules.dsr.dsr_06

import data.lib

control := "CCTV-DSR-06"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "reason", lib.parameters.dsr_refusal_reasons) if {
	some id, request in lib.access_requests
	request.outcome in lib.parameters.dsr_limiting_outcomes
	not lib.one_of(request, "reason", lib.parameters.dsr_refusal_reasons)
}

deny contains lib.request_finding(id, request, "notice", "the number of the written notice") if {
	some id, request in _put_off
	lib.absent(request, "notice")
}

deny contains lib.request_finding(id, request, "objection", true) if {
	some id, request in _put_off
	not request.objection == true
}

unknown contains answer if some answer in lib.requests_unread

_put_off[id] := request if {
	some id, request in lib.own_requests
	request.outcome in lib.parameters.dsr_noticed_outcomes
}
