package rules.aud.aud_01_test

import data.rules.aud.aud_01

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_silent_camera_passes if {
	count(aud_01.deny) == 0 with input.declared as _declared({"audio": false})
}

test_sound_is_found if {
	aud_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/audio",
		"expected": false,
		"actual": true,
	}} with input.declared as _declared({"audio": true})
}

test_missing_field_is_found if {
	some finding in aud_01.deny with input.declared as _declared({})
	finding.actual == null
}

test_every_camera_is_looked_at if {
	aud_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}
