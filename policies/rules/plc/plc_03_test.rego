package rules.plc.plc_03_test

import data.lib
import data.rules.plc.plc_03

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_clean_or_masked_view_passes if {
	every camera in [
		{"overlooks": []},
		{"overlooks": ["screen"], "masks": {"m": {"hides": "screen"}}},
		{"overlooks": ["screen", "keypad"], "masks": {"m": {"hides": "screen"}, "n": {"hides": "keypad"}, "o": {}}},
	] {
		count(plc_03.deny) == 0 with input.declared as _declared(camera)
	}
}

test_thing_without_mask_is_found if {
	plc_03.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/masks",
		"expected": ["screen", "keypad"],
		"actual": ["keypad"],
	}} with input.declared as _declared({"overlooks": ["screen", "keypad"], "masks": {"m": {"hides": "keypad"}}})
}

test_missing_masks_are_found if {
	some finding in plc_03.deny with input.declared as _declared({"overlooks": ["public-road"]})
	finding.actual == []
}

test_missing_statement_is_found if {
	plc_03.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/overlooks",
		"expected": "a list, empty where the view is clean",
		"actual": null,
	}} with input.declared as _declared({})
}

test_every_camera_is_looked_at if {
	plc_03.subjects == {"camera/s/c"} with input.declared as _declared({})
}

_parameters := {"observed_max_age_days": 2}

_seen(camera, recording) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "service": "in-service"}, "cameras": {"c": camera}},
	"observed": {"hosts": {"r": {"seen": "2026-12-01", "recording": recording}}},
}

_masked := {
	"overlooks": ["screen"],
	"masks": {"m": {"hides": "screen"}, "n": {}},
	"recorder": "r",
	"service": "in-service",
}

test_masks_in_the_picture_pass if {
	document := _seen(_masked, {"c": {"masks": {"m": true, "n": true}}})
	count(plc_03.deny | plc_03.unknown) == 0 with input as document with data.parameters as _parameters
}

test_mask_that_is_not_in_the_picture_is_found if {
	document := _seen(_masked, {"c": {"masks": {"m": false, "n": true, "gone": false}}})
	path := "/hosts/r/recording/c/masks/m"
	finding := lib.finding_observed("camera/s/c", path, "of one colour in the recorded picture", "not masked")
	plc_03.deny == {finding} with input as document with data.parameters as _parameters
	count(plc_03.unknown) == 0 with input as document with data.parameters as _parameters
}

test_mask_that_nobody_looked_for_is_unknown if {
	unknown := lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c/masks")
	every recording in [{}, {"c": {}}, {"c": {"masks": {"m": true}}}] {
		document := _seen(_masked, recording)
		plc_03.unknown == {unknown} with input as document with data.parameters as _parameters
	}
}

test_planned_camera_is_not_waited_for if {
	document := _seen(object.union(_masked, {"service": "planned"}), {})
	count(plc_03.unknown) == 0 with input as document with data.parameters as _parameters
}

test_camera_without_masks_is_not_waited_for if {
	camera := object.union(object.remove(_masked, ["masks"]), {"overlooks": []})
	count(plc_03.unknown) == 0 with input as _seen(camera, {}) with data.parameters as _parameters
}
