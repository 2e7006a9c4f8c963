package rules.gov.gov_03_test

import data.rules.gov.gov_03

_parameters := {"nonopen_grounds": ["15-1-1", "15-1-6"]}

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_staff_camera_under_article_15_passes if {
	count(gov_03.deny) == 0 with input.declared as _declared({"regime": "art15_nonopen", "ground": "15-1-6"})
		with data.parameters as _parameters
}

test_staff_camera_under_article_25_is_found if {
	gov_03.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/ground",
		"expected": ["15-1-1", "15-1-6"],
		"actual": "25-1-2",
	}} with input.declared as _declared({"regime": "art15_nonopen", "ground": "25-1-2"})
		with data.parameters as _parameters
}

test_missing_ground_is_found if {
	some finding in gov_03.deny with input.declared as _declared({"regime": "art15_nonopen"})
		with data.parameters as _parameters
	finding.actual == null
}

test_other_cameras_are_not_bound if {
	every camera in [{}, {"regime": "art25_open"}, {"regime": "art25_2_mobile"}, {"regime": "exempt"}] {
		declared := _declared(object.union(camera, {"ground": "25-1-2"}))
		count(gov_03.deny) == 0 with input.declared as declared with data.parameters as _parameters
		{answer.subject | some answer in gov_03.not_applicable} == {"camera/s/c"} with input.declared as declared
	}
}

test_staff_camera_is_bound if {
	count(gov_03.not_applicable) == 0 with input.declared as _declared({"regime": "art15_nonopen"})
}

test_every_camera_is_looked_at if {
	gov_03.subjects == {"camera/s/c"} with input.declared as _declared({})
}
