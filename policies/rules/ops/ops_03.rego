# METADATA
# title: Cameras are of approved models that are still supported
# description: |
#   Every camera names its model, the organization has approved the model, and the maker still mends its firmware. What
#   a recorder finds on the wall is the model that is declared.
package rules.ops.ops_03

import data.lib

control := "CCTV-OPS-03"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, "a model that the organization has approved", lib.actual(camera, "model")) if {
	some id, camera in input.declared.cameras
	not _model(camera)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/model", [id])
}

deny contains lib.finding(subject, path, "supported today", lib.actual(model, "supported_until")) if {
	some id, camera in input.declared.cameras
	model := _model(camera)
	not _supported(model)
	subject := lib.camera_subjects[id]
	path := sprintf("/organization/models/%s/supported_until", [camera.model])
}

deny contains lib.finding_observed(subject, path, declared, report.model) if {
	some id, report in lib.device_reports
	declared := input.declared.cameras[id].model
	report.model != declared
	subject := lib.camera_subjects[id]
	path := sprintf("%s/model", [lib.device_pointers[id]])
}

_model(camera) := input.declared.organization.models[camera.model]

_supported(model) if lib.age(model.supported_until) <= 0
