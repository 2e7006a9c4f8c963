# METADATA
# title: A camera looks where it was approved to look
# description: |
#   Angle, zoom and masks, as the recorder finds them, are those that were approved, or a change is under way under a
#   ticket.
package rules.ptz.ptz_03

import data.lib

control := "CCTV-PTZ-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, lib.actual(view, "approved"), lib.actual(view, "current")) if {
	some id, report in lib.device_reports
	view := report.view
	not _approved(view)
	subject := lib.camera_subjects[id]
	path := sprintf("%s/view/current", [lib.device_pointers[id]])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.absent_devices
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.devices_silent("view")
	subject := lib.camera_subjects[id]
	path := sprintf("%s/view", [pointer])
}

_approved(view) if view.current == view.approved

_approved(view) if lib.present(view, "ticket")
