package rules.pur.pur_02_test

import data.rules.pur.pur_02

_declared(camera) := {
	"site": {"id": "s"},
	"policy": {"purposes": {"crime": {}, "fire": {}}},
	"cameras": {"c": camera},
}

test_declared_purposes_pass if {
	every purposes in [["crime"], ["fire", "crime"]] {
		count(pur_02.deny) == 0 with input.declared as _declared({"purposes": purposes})
	}
}

test_purpose_outside_the_list_is_found if {
	pur_02.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/purposes",
		"expected": ["crime", "fire"],
		"actual": ["crime", "attendance"],
	}} with input.declared as _declared({"purposes": ["crime", "attendance"]})
}

test_missing_purposes_are_found if {
	every camera in [{}, {"purposes": []}] {
		count(pur_02.deny) == 1 with input.declared as _declared(camera)
	}
}

test_policy_without_purposes_allows_none if {
	some finding in pur_02.deny with input.declared as {
		"site": {"id": "s"},
		"cameras": {"c": {"purposes": ["crime"]}},
	}
	finding.expected == []
}

test_every_camera_is_looked_at if {
	pur_02.subjects == {"camera/s/c"} with input.declared as _declared({})
}
