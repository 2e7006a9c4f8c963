# METADATA
# title: Every camera has one legal regime
# description: The regime fits the places that the camera films, and the reason for it is written down.
package rules.gov.gov_02

import data.lib

control := "CCTV-GOV-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, expected, lib.actual(camera, "regime")) if {
	some id, camera in input.declared.cameras
	expected := _regimes(camera)
	not lib.one_of(camera, "regime", expected)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/regime", [id])
}

deny contains lib.finding(subject, path, "why this part of the Act governs it", null) if {
	some id, camera in input.declared.cameras
	lib.absent(camera, "regime_reason")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/regime_reason", [id])
}

_regimes(camera) := lib.parameters.staff_place_regimes if {
	lib.films_staff_only(camera)
} else := lib.parameters.open_place_regimes
