# METADATA
# title: Requests are on record
# description: |
#   Every request to see footage, to learn whether there is any, or to delete it has its columns filled in once it is
#   decided: that of the refusal where it was refused, and that of the copy unless it was only shown.
package rules.led.led_02

import data.lib

control := "CCTV-LED-02"

subjects contains lib.site_subject

deny contains lib.finding_observed(lib.site_subject, path, due, filled) if {
	some id, request in lib.own_requests
	lib.present(request, "outcome")
	not request.kind == "suspend"
	due := _due(request)
	filled := object.get(request, "fields", [])
	count({column | some column in due} - {column | some column in filled}) > 0
	path := sprintf("/requests/%s/fields", [id])
}

unknown contains answer if some answer in lib.requests_unread

_due(request) := [column |
	some columns in [lib.parameters.request_columns, _refusal(request), _copy(request)]
	some column in columns
]

_refusal(request) := lib.parameters.request_refusal_columns if {
	request.outcome in lib.parameters.dsr_limiting_outcomes
} else := []

_copy(request) := lib.parameters.request_copy_columns if {
	request.outcome in lib.parameters.dsr_showing_outcomes
	not request.form == "shown"
	not lib.one_of(request, "kind", {"existence", "delete"})
} else := []
