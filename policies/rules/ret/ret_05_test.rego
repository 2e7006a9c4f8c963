package rules.ret.ret_05_test

import data.lib
import data.rules.ret.ret_05

_parameters := {"observed_max_age_days": 2, "retention_grace_days": 5}

_camera := {"recorder": "r", "service": "in-service"}

_input(camera, recording) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "retention": "30d", "retention_groups": {"empty": {}}},
		"cameras": {"c": camera},
	},
	"observed": {"hosts": {"r": {"seen": "2026-11-30", "recording": recording}}},
}

test_footage_in_time_passes if {
	every oldest in ["2026-11-30", "2026-10-31", "2026-10-26"] {
		document := _input(_camera, {"c": {"oldest": oldest}})
		count(ret_05.deny | ret_05.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_older_footage_is_found if {
	document := _input(_camera, {"c": {"oldest": "2026-10-25"}})
	expected := "at most 35 days old on 2026-11-30"
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/oldest", expected, "2026-10-25")
	ret_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_footage_without_a_period_is_found if {
	camera := object.union(_camera, {"retention_group": "empty"})
	document := _input(camera, {"c": {"oldest": "2026-11-30"}})
	expected := "no footage, since no retention is declared"
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/oldest", expected, "2026-11-30")
	ret_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_witnesses_that_disagree_are_found if {
	document := _input(_camera, {"c": {"oldest": "2026-11-30", "agrees": false}})
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/agrees", true, false)
	ret_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_witnesses_that_agree_pass if {
	document := _input(_camera, {"c": {"oldest": "2026-11-30", "agrees": true}})
	count(ret_05.deny) == 0 with input as document with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	unknown := lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c")
	every recording in [{}, {"c": {}}, {"c": {"retention_days": 30}}] {
		document := _input(_camera, recording)
		ret_05.unknown == {unknown} with input as document with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	document := object.union(_input(_camera, {"c": {"oldest": "2026-01-01"}}), {"today": "2026-12-03"})
	count(ret_05.unknown) == 1 with input as document with data.parameters as _parameters
	count(ret_05.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_camera_without_footage_is_not_bound if {
	document := _input(object.union(_camera, {"service": "planned"}), {})
	{answer.subject | some answer in ret_05.not_applicable} == {"camera/s/c"} with input as document
	count(ret_05.unknown | ret_05.deny) == 0 with input as document
}

test_planned_camera_with_old_footage_is_found if {
	document := _input(object.union(_camera, {"service": "planned"}), {"c": {"oldest": "2026-01-01"}})
	count(ret_05.deny) == 1 with input as document with data.parameters as _parameters
	count(ret_05.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_camera_that_stores_nothing_is_not_bound if {
	document := _input(object.union(_camera, {"regime": "art25_1_6_statistics"}), {})
	answer := lib.not_applicable("camera/s/c", lib.stores_nothing)
	ret_05.not_applicable == {answer} with input as document
}

test_every_camera_is_looked_at if {
	ret_05.control == "CCTV-RET-05"
	ret_05.subjects == {"camera/s/c"} with input as _input(_camera, {})
}
