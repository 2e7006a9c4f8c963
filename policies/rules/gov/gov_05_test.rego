package rules.gov.gov_05_test

import data.rules.gov.gov_05

_declared(camera) := {"organization": {"id": "example"}, "site": {"id": "s"}, "cameras": {"c": camera}}

test_own_camera_passes if {
	count(gov_05.deny) == 0 with input.declared as _declared({"operator": "example"})
}

test_camera_of_another_is_found if {
	gov_05.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/operator",
		"expected": "example",
		"actual": "landlord",
	}} with input.declared as _declared({"operator": "landlord"})
}

test_missing_operator_is_found if {
	some finding in gov_05.deny with input.declared as _declared({})
	finding.actual == null
}

test_missing_organization_is_found if {
	every declared in [
		{"site": {"id": "s"}, "cameras": {"c": {"operator": "example"}}},
		{"site": {"id": "s"}, "cameras": {"c": {}}},
	] {
		some finding in gov_05.deny with input.declared as declared
		finding.expected == null
	}
}

test_every_camera_is_looked_at if {
	gov_05.subjects == {"camera/s/c"} with input.declared as _declared({})
}
