package rules.plc.plc_01_test

import data.rules.plc.plc_01

_parameters := {"prohibited_area_kinds": ["toilet", "sauna"]}

_declared(camera) := {
	"site": {"id": "s", "areas": {"gate": {"kind": "gate"}, "a": {"kind": "toilet"}, "b": {"kind": "sauna"}, "bare": {}}},
	"cameras": {"c": camera},
}

test_other_places_pass if {
	every camera in [{"area": "gate"}, {"area": "gate", "sees": ["gate"]}] {
		count(plc_01.deny) == 0 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_camera_inside_is_found if {
	plc_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/area",
		"expected": "no area of the kinds toilet, sauna",
		"actual": {"a": "toilet"},
	}} with input.declared as _declared({"area": "a"}) with data.parameters as _parameters
}

test_camera_that_sees_it_is_found if {
	plc_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/sees",
		"expected": "no area of the kinds toilet, sauna",
		"actual": {"a": "toilet", "b": "sauna"},
	}} with input.declared as _declared({"area": "gate", "sees": ["a", "gate", "b"]}) with data.parameters as _parameters
}

test_place_of_unknown_kind_is_found if {
	some finding in plc_01.deny with input.declared as _declared({"area": "unknown"}) with data.parameters as _parameters
	finding.actual == {"unknown": null}

	some other in plc_01.deny with input.declared as _declared({"area": "bare"}) with data.parameters as _parameters
	other.actual == {"bare": null}
}

test_view_that_did_not_hold_is_found if {
	attestation := {"control": "CCTV-PLC-01", "subject": "camera/s/c", "date": "2026-11-01", "result": "bad"}
	declared := object.union(_declared({"area": "gate"}), {"attestations": {"a": attestation}})
	plc_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/attestations/a/result",
		"expected": "good",
		"actual": "bad",
	}} with input as {"today": "2026-12-01", "declared": declared} with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	plc_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}
