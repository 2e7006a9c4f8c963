# METADATA
# title: Whoever asks is who they say
# description: |
#   Before a request is decided, the identity of the person or of the agent is checked, by a paper of a known kind.
package rules.dsr.dsr_04

import data.lib

control := "CCTV-DSR-04"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "identity", "by what the identity was checked") if {
	some id, request in lib.own_requests
	lib.present(request, "outcome")
	lib.absent(request, "identity")
}

unknown contains answer if some answer in lib.requests_unread
