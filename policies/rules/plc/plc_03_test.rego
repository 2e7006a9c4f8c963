package rules.plc.plc_03_test

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
