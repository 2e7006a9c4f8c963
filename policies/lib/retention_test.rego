package lib_test

import data.lib

_observed(report) := {"hosts": {"r": {"seen": "2026-12-01", "recording": {"c": report}}}}

_cameras(camera, report) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}, "cameras": {"c": camera}},
	"observed": _observed(report),
}

_counting := {"regime": "art25_1_6_statistics", "service": "planned"}

_age := {"observed_max_age_days": 2, "statistics_regimes": ["art25_1_6_statistics"]}

test_a_planned_camera_that_counts_stores_nothing if {
	idle := lib.idle_cameras with input as _cameras(_counting, {}) with data.parameters as _age
	idle == {"c": lib.stores_nothing}
}

test_a_camera_with_footage_is_not_idle_whatever_it_says if {
	count(lib.idle_cameras) == 0 with input as _cameras(_counting, {"oldest": "2026-11-30"}) with data.parameters as _age
}

test_a_report_without_footage_leaves_it_idle if {
	count(lib.idle_cameras) == 1 with input as _cameras(_counting, {"retention_days": 30}) with data.parameters as _age
}
