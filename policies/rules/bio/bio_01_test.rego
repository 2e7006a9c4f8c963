package rules.bio.bio_01_test

import data.lib
import data.rules.bio.bio_01

_parameters := {"biometric_analytics": ["face-id", "gait"], "biometric_grounds": ["23-1-1"]}

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

_known := {"analytics": ["face-id"], "biometric": {"basis": "23-1-1", "record": "DOC-1"}}

test_other_kinds_and_grounded_recognition_pass if {
	every camera in [{"analytics": []}, {"analytics": ["intrusion"]}, _known] {
		declared := _declared(camera)
		count(bio_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_recognition_on_another_ground_is_found if {
	camera := object.union(_known, {"biometric": {"basis": "15-1-6"}})
	finding := lib.finding("camera/s/c", "/cameras/c/biometric/basis", ["23-1-1"], "15-1-6")
	bio_01.deny == {finding} with input.declared as _declared(camera) with data.parameters as _parameters
}

test_recognition_without_a_record_is_found if {
	camera := {"analytics": ["intrusion", "gait"], "biometric": {"basis": "23-1-1"}}
	finding := lib.finding("camera/s/c", "/cameras/c/biometric/record", "the consent records, or counsel's note", null)
	bio_01.deny == {finding} with input.declared as _declared(camera) with data.parameters as _parameters
}

test_recognition_without_anything_is_found_twice if {
	declared := _declared({"analytics": ["face-id"]})
	{[finding.path, finding.actual] | some finding in bio_01.deny} == {
		["/cameras/c/biometric/basis", null],
		["/cameras/c/biometric/record", null],
	} with input.declared as declared with data.parameters as _parameters
}

test_missing_field_is_found if {
	finding := lib.finding("camera/s/c", "/cameras/c/analytics", "a list, empty for nothing", null)
	bio_01.deny == {finding} with input.declared as _declared({}) with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	bio_01.control == "CCTV-BIO-01"
	bio_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}
