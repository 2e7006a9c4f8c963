package rules.plc.plc_04_test

import data.rules.plc.plc_04

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_camera_in_plain_sight_passes if {
	count(plc_04.deny) == 0 with input.declared as _declared({"hidden": false})
}

test_hidden_camera_is_found if {
	plc_04.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/hidden",
		"expected": false,
		"actual": true,
	}} with input.declared as _declared({"hidden": true})
}

test_missing_field_is_found if {
	some finding in plc_04.deny with input.declared as _declared({})
	finding.actual == null
}

test_staff_camera_is_not_bound if {
	declared := _declared({"regime": "art15_nonopen"})
	count(plc_04.deny) == 0 with input.declared as declared
	{answer.subject | some answer in plc_04.not_applicable} == {"camera/s/c"} with input.declared as declared
}

test_open_camera_is_bound if {
	count(plc_04.not_applicable) == 0 with input.declared as _declared({})
}

test_every_camera_is_looked_at if {
	plc_04.subjects == {"camera/s/c"} with input.declared as _declared({})
}
