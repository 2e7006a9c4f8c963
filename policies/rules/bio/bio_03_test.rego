package rules.bio.bio_03_test

import data.lib
import data.rules.bio.bio_03

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_a_camera_that_decides_nothing_or_says_how_passes if {
	every camera in [
		{"analytics": ["intrusion"], "automated_decision": false},
		{"analytics": ["face-id"], "automated_decision": true, "automated_decision_record": "DOC-1"},
	] {
		count(bio_03.deny | bio_03.not_applicable) == 0 with input.declared as _declared(camera)
	}
}

test_a_decision_by_software_alone_is_found if {
	camera := {"analytics": ["face-id"], "automated_decision": true}
	path := "/cameras/c/automated_decision_record"
	finding := lib.finding("camera/s/c", path, "the paper on telling, refusing and explaining", null)
	bio_03.deny == {finding} with input.declared as _declared(camera)
}

test_missing_field_is_found if {
	finding := lib.finding("camera/s/c", "/cameras/c/automated_decision", "true or false", null)
	every camera in [{"analytics": ["intrusion"]}, {}] {
		bio_03.deny == {finding} with input.declared as _declared(camera)
		count(bio_03.not_applicable) == 0 with input.declared as _declared(camera)
	}
}

test_a_camera_without_analytics_is_left_out if {
	every camera in [{"analytics": []}, {"analytics": [], "automated_decision": true}] {
		declared := _declared(camera)
		{answer.subject | some answer in bio_03.not_applicable} == {"camera/s/c"} with input.declared as declared
		count(bio_03.deny) == 0 with input.declared as declared
	}
}

test_every_camera_is_looked_at if {
	bio_03.control == "CCTV-BIO-03"
	bio_03.subjects == {"camera/s/c"} with input.declared as _declared({})
}
