# METADATA
# title: A request for somebody else's footage is no request of a data subject
# description: The register says who asks, and what anybody else asks is passed on, to be handled as a provision.
package rules.dsr.dsr_11

import data.lib

control := "CCTV-DSR-11"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "relation", "self, agent or other") if {
	some id, request in lib.requests
	lib.absent(request, "relation")
}

deny contains lib.request_finding(id, request, "outcome", "passed-on") if {
	some id, request in lib.requests
	request.relation == "other"
	not request.outcome == "passed-on"
}

unknown contains answer if some answer in lib.requests_unread
