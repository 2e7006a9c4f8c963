package rules.pur.pur_05_test

import data.rules.pur.pur_05

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_justified_camera_passes if {
	count(pur_05.deny) == 0 with input.declared as _declared({"justification": "Vehicles enter here at all hours"})
}

test_missing_justification_is_found if {
	every camera in [{}, {"justification": ""}] {
		pur_05.deny == {{
			"subject": "camera/s/c",
			"source": "declared",
			"path": "/cameras/c/justification",
			"expected": "why it is needed, and why nothing milder would do",
			"actual": null,
		}} with input.declared as _declared(camera)
	}
}

test_every_camera_is_looked_at if {
	pur_05.subjects == {"camera/s/c"} with input.declared as _declared({})
}
