package rules.pur.pur_01_test

import data.rules.pur.pur_01

_parameters := {
	"open_grounds": ["25-1-2", "25-1-4"],
	"statistics_grounds": ["25-1-6"],
	"authority_grounds": ["25-1-4"],
}

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_ground_of_the_regime_passes if {
	every camera in [
		{"ground": "25-1-2"},
		{"regime": "art25_open", "ground": "25-1-2"},
		{"regime": "art25_open", "ground": "25-1-4", "ground_record": "DOC-1"},
		{"regime": "art25_1_6_statistics", "ground": "25-1-6"},
	] {
		count(pur_01.deny) == 0 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_ground_of_article_15_is_found if {
	pur_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/ground",
		"expected": ["25-1-2", "25-1-4"],
		"actual": "15-1-6",
	}} with input.declared as _declared({"regime": "art25_open", "ground": "15-1-6"}) with data.parameters as _parameters
}

test_ground_of_another_regime_is_found if {
	every camera in [
		{"regime": "art25_open", "ground": "25-1-6"},
		{"regime": "art25_1_6_statistics", "ground": "25-1-2"},
	] {
		count(pur_01.deny) == 1 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_missing_ground_is_found if {
	every camera in [{}, {"regime": "art25_open"}, {"regime": "art25_1_6_statistics"}] {
		some finding in pur_01.deny with input.declared as _declared(camera) with data.parameters as _parameters
		finding.actual == null
	}
}

test_traffic_without_authority_is_found if {
	pur_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/ground_record",
		"expected": "the document that gives the authority",
		"actual": null,
	}} with input.declared as _declared({"regime": "art25_open", "ground": "25-1-4"}) with data.parameters as _parameters
}

test_staff_camera_is_not_bound if {
	declared := _declared({"regime": "art15_nonopen"})
	count(pur_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
	{answer.subject | some answer in pur_01.not_applicable} == {"camera/s/c"} with input.declared as declared
}

test_open_camera_is_bound if {
	count(pur_01.not_applicable) == 0 with input.declared as _declared({})
}

test_every_camera_is_looked_at if {
	pur_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}
