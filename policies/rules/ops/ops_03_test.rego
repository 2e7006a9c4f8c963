package rules.ops.ops_03_test

import data.lib
import data.rules.ops.ops_03

_parameters := {"observed_max_age_days": 2}

_input(model, camera, seen, device) := {
	"today": "2026-12-01",
	"declared": {
		"organization": {"models": {"EX-1": model}},
		"site": {"id": "s", "hosts": {"r": {"role": "recorder"}}},
		"cameras": {"c": camera},
	},
	"observed": {"hosts": {"r": {"seen": seen, "cameras": {"c": device}}}},
}

_camera := {"model": "EX-1", "recorder": "r"}

_supported := {"supported_until": "2026-12-01"}

test_approved_model_that_is_supported_passes if {
	every device in [{"model": "EX-1"}, {}] {
		document := _input(_supported, _camera, "2026-12-01", device)
		count(ops_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_model_that_nobody_approved_is_found if {
	every camera in [{"recorder": "r"}, {"model": "EX-2", "recorder": "r"}] {
		document := _input(_supported, camera, "2026-12-01", {})
		expected := "a model that the organization has approved"
		finding := lib.finding("camera/s/c", "/cameras/c/model", expected, lib.actual(camera, "model"))
		ops_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_nothing_approved_is_found if {
	declared := {"organization": {}, "site": {"id": "s"}, "cameras": {"c": _camera}}
	finding := lib.finding("camera/s/c", "/cameras/c/model", "a model that the organization has approved", "EX-1")
	ops_03.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_model_out_of_support_is_found if {
	every model in [{"supported_until": "2026-11-30"}, {}] {
		document := _input(model, _camera, "2026-12-01", {})
		path := "/organization/models/EX-1/supported_until"
		finding := lib.finding("camera/s/c", path, "supported today", lib.actual(model, "supported_until"))
		ops_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_another_model_on_the_wall_is_found if {
	document := _input(_supported, _camera, "2026-12-01", {"model": "EX-9"})
	finding := lib.finding_observed("camera/s/c", "/hosts/r/cameras/c/model", "EX-1", "EX-9")
	ops_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_old_report_of_the_wall_is_no_evidence if {
	document := _input(_supported, _camera, "2026-11-28", {"model": "EX-9"})
	count(ops_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	ops_03.control == "CCTV-OPS-03"
	ops_03.subjects == {"camera/s/c"} with input as _input({}, {}, "2026-12-01", {})
}
