# METADATA
# title: Nobody is recognised by face or gait without a ground
# description: |
#   Every camera says what software recognises in its picture. Where that tells who somebody is, it names an item of
#   Article 23(1) and the record behind it.
package rules.bio.bio_01

import data.lib

control := "CCTV-BIO-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains finding if some finding in lib.analytics_missing

deny contains lib.finding(subject, path, lib.parameters.biometric_grounds, actual) if {
	some id, camera in _biometric
	not _grounded(camera)
	actual := object.get(camera, ["biometric", "basis"], null)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/biometric/basis", [id])
}

deny contains lib.finding(subject, path, "the consent records, or counsel's note", null) if {
	some id, camera in _biometric
	lib.absent(object.get(camera, "biometric", {}), "record")
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/biometric/record", [id])
}

_grounded(camera) if camera.biometric.basis in lib.parameters.biometric_grounds

_biometric[id] := camera if {
	some id, kinds in lib.analysed_cameras
	some kind in kinds
	kind in lib.parameters.biometric_analytics
	camera := input.declared.cameras[id]
}
