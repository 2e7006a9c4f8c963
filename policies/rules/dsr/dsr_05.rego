# METADATA
# title: Requested footage is kept until the decision
# description: |
#   A hold is made soon after a request is received, and as long as it is undecided the site declares that hold for
#   every camera that the request concerns.
package rules.dsr.dsr_05

import data.lib

control := "CCTV-DSR-05"

subjects contains lib.site_subject

deny contains lib.finding_observed(lib.site_subject, path, expected, made) if {
	some id, request in _holdable
	not _held_in_time(request)
	made := object.get(request, ["hold", "made"], null)
	path := sprintf("/requests/%s/hold/made", [id])
	limit := lib.parameters.dsr_hold_days
	expected := sprintf("days after %s: at most %d", [lib.actual(request, "received"), limit])
}

deny contains lib.finding(lib.site_subject, path, expected, actual) if {
	some id, request in _holdable
	_undecided(request)
	hold := request.hold.id
	not _covers(hold, request)
	path := sprintf("/site/holds/%s/cameras", [hold])
	expected := object.get(request, "cameras", sprintf("the cameras of the request %s", [id]))
	actual := object.get(input.declared.site, ["holds", hold, "cameras"], null)
}

unknown contains answer if some answer in lib.requests_unread

_holdable[id] := request if {
	some id, request in lib.access_requests
	not request.outcome == "not-held"
}

_held_in_time(request) if lib.days_between(request.received, request.hold.made) <= lib.parameters.dsr_hold_days

_held_in_time(request) if {
	lib.absent(request, "hold")
	lib.absent(request, "outcome")
	lib.age(request.received) <= lib.parameters.dsr_hold_days
}

_undecided(request) if lib.absent(request, "outcome")

_undecided(request) if request.outcome == "postponed"

_covers(hold, request) if {
	held := input.declared.site.holds[hold].cameras
	every camera in request.cameras {
		camera in held
	}
}
