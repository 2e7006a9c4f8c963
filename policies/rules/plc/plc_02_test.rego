package rules.plc.plc_02_test

import data.rules.plc.plc_02

_parameters := {"sensitive_area_kinds": ["dormitory", "locker-area"]}

_declared(camera) := {
	"site": {"id": "s", "areas": {"gate": {"kind": "gate"}, "a": {"kind": "dormitory"}, "b": {"kind": "locker-area"}}},
	"cameras": {"c": camera},
}

test_other_places_pass if {
	every camera in [{"area": "gate"}, {"area": "gate", "sees": ["gate"]}] {
		count(plc_02.deny) == 0 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_camera_inside_is_found if {
	plc_02.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/area",
		"expected": "no area of the kinds dormitory, locker-area",
		"actual": {"a": "dormitory"},
	}} with input.declared as _declared({"area": "a"}) with data.parameters as _parameters
}

test_camera_that_sees_it_is_found if {
	plc_02.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/sees",
		"expected": "no area of the kinds dormitory, locker-area",
		"actual": {"a": "dormitory", "b": "locker-area"},
	}} with input.declared as _declared({"area": "gate", "sees": ["a", "gate", "b"]}) with data.parameters as _parameters
}

test_place_of_unknown_kind_is_found if {
	some finding in plc_02.deny with input.declared as _declared({"area": "unknown"}) with data.parameters as _parameters
	finding.actual == {"unknown": null}
}

test_every_camera_is_looked_at if {
	plc_02.subjects == {"camera/s/c"} with input.declared as _declared({})
}
