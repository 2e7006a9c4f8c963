package rules.pur.pur_04_test

import data.rules.pur.pur_04

_parameters := {"nonopen_grounds": ["15-1-4", "15-1-6"], "recorded_grounds": ["15-1-6"]}

_declared(camera) := {
	"site": {"id": "s"},
	"cameras": {"c": object.union({"regime": "art15_nonopen"}, camera)},
}

test_ground_with_what_it_needs_passes if {
	every camera in [{"ground": "15-1-4"}, {"ground": "15-1-6", "ground_record": "DOC-1"}] {
		count(pur_04.deny) == 0 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_ground_of_article_25_is_found if {
	pur_04.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/ground",
		"expected": ["15-1-4", "15-1-6"],
		"actual": "25-1-2",
	}} with input.declared as _declared({"ground": "25-1-2"}) with data.parameters as _parameters
}

test_missing_ground_is_found if {
	some finding in pur_04.deny with input.declared as _declared({}) with data.parameters as _parameters
	finding.actual == null
}

test_missing_balancing_note_is_found if {
	pur_04.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/ground_record",
		"expected": "the balancing note or the consent records",
		"actual": null,
	}} with input.declared as _declared({"ground": "15-1-6"}) with data.parameters as _parameters
}

test_open_camera_is_not_bound if {
	declared := _declared({"regime": "art25_open", "ground": "15-1-6"})
	count(pur_04.deny) == 0 with input.declared as declared with data.parameters as _parameters
	{answer.subject | some answer in pur_04.not_applicable} == {"camera/s/c"} with input.declared as declared
}

test_staff_camera_is_bound if {
	count(pur_04.not_applicable) == 0 with input.declared as _declared({})
}

test_every_camera_is_looked_at if {
	pur_04.subjects == {"camera/s/c"} with input.declared as _declared({})
}
