package rules.pur.pur_07_test

import data.rules.pur.pur_07

_parameters := {"need_review_max_days": 365}

_input(camera) := {"today": "2026-12-01", "declared": {"site": {"id": "s"}, "cameras": {"c": camera}}}

test_recent_review_passes if {
	every date in ["2025-12-01", "2026-06-15", "2026-12-01"] {
		count(pur_07.deny) == 0 with input as _input({"reviewed": date}) with data.parameters as _parameters
	}
}

test_old_review_is_found if {
	pur_07.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/reviewed",
		"expected": "at most 365 days ago",
		"actual": "2025-11-30",
	}} with input as _input({"reviewed": "2025-11-30"}) with data.parameters as _parameters
}

test_review_to_come_is_found if {
	count(pur_07.deny) == 1 with input as _input({"reviewed": "2026-12-02"}) with data.parameters as _parameters
}

test_missing_review_is_found if {
	some finding in pur_07.deny with input as _input({}) with data.parameters as _parameters
	finding.actual == null
}

test_every_camera_is_looked_at if {
	pur_07.subjects == {"camera/s/c"} with input as _input({})
}
