# METADATA
# title: A camera that turns comes back
# description: |
#   Every preset shows an area that the camera is declared to film, and after a while without a command it returns
#   home, which is one of the presets.
package rules.ptz.ptz_02

import data.lib

control := "CCTV-PTZ-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, areas, area) if {
	some id, camera in lib.turning_cameras
	areas := sort(lib.filmed_areas(camera))
	some preset, area in _reported[id].presets
	not area in areas
	subject := lib.camera_subjects[id]
	path := sprintf("%s/ptz/presets/%s", [lib.device_pointers[id], preset])
}

deny contains lib.finding_observed(subject, path, "one of the presets", lib.actual(turning, "home")) if {
	some id, turning in _reported
	not _returns_to_preset(turning)
	subject := lib.camera_subjects[id]
	path := sprintf("%s/ptz/home", [lib.device_pointers[id]])
}

deny contains lib.finding_observed(subject, path, expected, lib.actual(turning, "return_seconds")) if {
	some id, turning in _reported
	not _comes_back(turning)
	subject := lib.camera_subjects[id]
	path := sprintf("%s/ptz/return_seconds", [lib.device_pointers[id]])
	expected := sprintf("at most %d seconds", [lib.parameters.ptz_return_max_seconds])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in object.union(lib.absent_devices, lib.fixed_cameras)
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.devices_silent("ptz")
	lib.turning_cameras[id]
	subject := lib.camera_subjects[id]
	path := sprintf("%s/ptz", [pointer])
}

_reported[id] := report.ptz if {
	some id, report in lib.device_reports
	lib.turning_cameras[id]
}

_comes_back(turning) if turning.return_seconds <= lib.parameters.ptz_return_max_seconds

_returns_to_preset(turning) if turning.presets[turning.home]
