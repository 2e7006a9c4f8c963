# METADATA
# title: Other people in the picture are masked
# description: |
#   Of footage that was shown, the register says that other people were masked, or why nobody was. Whether the masks
#   were good enough, a person witnesses.
package rules.dsr.dsr_08

import data.lib

control := "CCTV-DSR-08"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "masked", "true, or why nobody is masked") if {
	some id, request in _shown
	not request.masked == true
	lib.absent(request, "unmasked")
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	lib.requests
	count(_shown) == 0
	reason := {"ko": "열람하게 한 영상이 없다", "en": "No footage was shown to anybody"}
}

unknown contains answer if some answer in lib.requests_unread

_shown[id] := request if {
	some id, request in lib.access_requests
	not request.kind == "existence"
	request.outcome in lib.parameters.dsr_showing_outcomes
}
