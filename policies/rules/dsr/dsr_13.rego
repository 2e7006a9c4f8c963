# METADATA
# title: An agent shows a mandate
# description: |
#   Before the request of an agent is decided, there is a power of attorney or a proof of legal representation.
package rules.dsr.dsr_13

import data.lib

control := "CCTV-DSR-13"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "mandate", "the paper that makes the agent one") if {
	some id, request in lib.own_requests
	request.relation == "agent"
	lib.present(request, "outcome")
	lib.absent(request, "mandate")
}

unknown contains answer if some answer in lib.requests_unread
