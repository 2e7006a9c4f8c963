package rules.ret.ret_06_test

import data.lib
import data.rules.ret.ret_06

_parameters := {"observed_max_age_days": 2, "retention_reach_percent": 90}

_camera := {"recorder": "r", "service": "in-service"}

_input(camera, recording) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "retention": "30d", "retention_groups": {"empty": {}}},
		"cameras": {"c": camera},
	},
	"observed": {"hosts": {"r": {"seen": "2026-12-01", "recording": recording}}},
}

test_footage_that_reaches_back_passes if {
	document := _input(_camera, {"c": {"oldest": "2026-11-04"}})
	count(ret_06.deny | ret_06.unknown) == 0 with input as document with data.parameters as _parameters
}

test_shorter_footage_is_found if {
	document := _input(_camera, {"c": {"oldest": "2026-11-05", "since": "2026-11-04"}})
	expected := "at least 90 per cent of 30 days old on 2026-12-01"
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/oldest", expected, "2026-11-05")
	ret_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_shorter_footage_is_found_where_its_beginning_is_not_known if {
	document := _input(_camera, {"c": {"oldest": "2026-11-30"}})
	count(ret_06.deny) == 1 with input as document with data.parameters as _parameters
}

test_footage_since_the_beginning_passes if {
	document := _input(_camera, {"c": {"oldest": "2026-11-25", "since": "2026-11-25"}})
	count(ret_06.deny | ret_06.unknown) == 0 with input as document with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	document := _input(_camera, {"c": {}})
	unknown := lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c")
	ret_06.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_stale_evidence_is_unknown if {
	document := object.union(_input(_camera, {"c": {"oldest": "2026-11-30"}}), {"today": "2026-12-04"})
	count(ret_06.unknown) == 1 with input as document with data.parameters as _parameters
	count(ret_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_camera_is_not_bound if {
	document := _input(object.union(_camera, {"service": "planned"}), {})
	{answer.subject | some answer in ret_06.not_applicable} == {"camera/s/c"} with input as document
	count(ret_06.unknown) == 0 with input as document
}

test_camera_without_a_period_is_not_bound if {
	document := _input(object.union(_camera, {"retention_group": "empty"}), {"c": {"oldest": "2026-11-30"}})
	{answer.subject | some answer in ret_06.not_applicable} == {"camera/s/c"} with input as document
		with data.parameters as _parameters
	count(ret_06.deny | ret_06.unknown) == 0 with input as document with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	ret_06.control == "CCTV-RET-06"
	ret_06.subjects == {"camera/s/c"} with input as _input(_camera, {})
}

test_camera_without_a_period_is_only_left_out if {
	camera := object.union(_camera, {"retention_group": "empty"})
	document := _input(camera, {})
	count(ret_06.unknown) == 0 with input as document with data.parameters as _parameters
	count(ret_06.not_applicable) == 1 with input as document with data.parameters as _parameters
}

test_camera_with_a_period_is_not_left_out if {
	document := _input(_camera, {"c": {"oldest": "2026-11-01"}})
	count(ret_06.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_silence_is_found if {
	silences := [{"from": "2026-11-20T01:00:00+09:00", "to": "2026-11-20T02:00:00+09:00"}]
	document := _input(_camera, {"c": {"oldest": "2026-11-01", "silences": silences}})
	pointer := "/hosts/r/recording/c/silences"
	finding := lib.finding_observed("camera/s/c", pointer, "footage of all declared hours", silences)
	ret_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_footage_without_a_silence_passes if {
	document := _input(_camera, {"c": {"oldest": "2026-11-01", "silences": []}})
	count(ret_06.deny) == 0 with input as document with data.parameters as _parameters
}
