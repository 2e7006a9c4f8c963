# METADATA
# title: A request to stop processing goes by the place
# description: |
#   Such a request names its cameras. Where one of them films no open place, it is answered within the days of the
#   parameter; cameras of open places it does not reach.
package rules.dsr.dsr_12

import data.lib

control := "CCTV-DSR-12"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "cameras", "the cameras that it concerns") if {
	some id, request in _asked
	lib.absent(request, "cameras")
}

deny contains finding if some finding in lib.late_requests(_binding, lib.parameters.dsr_suspension_days)

unknown contains answer if some answer in lib.requests_unread

_asked := lib.requests_of_kind("suspend")

_binding[id] := request if {
	some id, request in _asked
	some camera in request.cameras
	not lib.open_cameras[camera]
}
