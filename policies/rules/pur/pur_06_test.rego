package rules.pur.pur_06_test

import data.rules.pur.pur_06

_parameters := {"observed_max_age_days": 2}

_declared(camera) := {
	"site": {"id": "s", "hosts": {"recorder-1": {"role": "recorder"}, "gateway-1": {"role": "gateway"}}},
	"cameras": {"c": object.union({"regime": "art25_1_6_statistics"}, camera)},
}

_input(recorder) := {
	"today": "2026-12-01",
	"declared": _declared({"edge_storage": false}),
	"observed": {"hosts": {"recorder-1": recorder}},
}

test_camera_that_stores_nothing_passes if {
	good := _input({"seen": "2026-12-01", "recording": {"other": {}}})
	count(pur_06.deny) == 0 with input as good with data.parameters as _parameters
	count(pur_06.unknown) == 0 with input as good with data.parameters as _parameters
}

test_recorder_is_found if {
	pur_06.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/recorder",
		"expected": "no recorder",
		"actual": "recorder-1",
	}} with input.declared as _declared({"edge_storage": false, "recorder": "recorder-1"})
}

test_card_is_found if {
	pur_06.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/edge_storage",
		"expected": false,
		"actual": true,
	}} with input.declared as _declared({"edge_storage": true})
}

test_missing_edge_storage_is_found if {
	some finding in pur_06.deny with input.declared as _declared({})
	finding.path == "/cameras/c/edge_storage"
	finding.actual == null
}

test_observed_recording_is_found if {
	pur_06.deny == {{
		"subject": "camera/s/c",
		"source": "observed",
		"path": "/hosts/recorder-1/recording/c",
		"expected": "no recording",
		"actual": {"retention_days": 30},
	}} with input as _input({"seen": "2026-12-01", "recording": {"c": {"retention_days": 30}}})
		with data.parameters as _parameters
}

test_missing_or_stale_report_is_unknown if {
	every recorder in [
		{},
		{"recording": {}},
		{"seen": "2026-12-01"},
		{"seen": "2026-11-28", "recording": {"c": {}}},
	] {
		count(pur_06.deny) == 0 with input as _input(recorder) with data.parameters as _parameters
		unknown := pur_06.unknown with input as _input(recorder) with data.parameters as _parameters
		unknown == {{"subject": "camera/s/c", "source": "observed", "path": "/hosts/recorder-1/recording"}}
	}
}

test_missing_observed_evidence_is_unknown if {
	count(pur_06.unknown) == 1 with input.declared as _declared({}) with data.parameters as _parameters
}

test_other_cameras_are_not_bound if {
	every camera in [{"regime": "art25_open"}, {"regime": "art15_nonopen"}] {
		declared := _declared(object.union(camera, {"recorder": "recorder-1"}))
		count(pur_06.deny) == 0 with input.declared as declared
		count(pur_06.unknown) == 0 with input.declared as declared
		{answer.subject | some answer in pur_06.not_applicable} == {"camera/s/c"} with input.declared as declared
	}
}

test_camera_without_regime_is_not_bound if {
	count(pur_06.not_applicable) == 1 with input.declared as {"site": {"id": "s"}, "cameras": {"c": {}}}
}

test_statistics_camera_is_bound if {
	count(pur_06.not_applicable) == 0 with input.declared as _declared({})
}

test_every_camera_is_looked_at if {
	pur_06.subjects == {"camera/s/c"} with input.declared as _declared({})
}
