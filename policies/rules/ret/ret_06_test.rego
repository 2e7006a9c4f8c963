package rules.ret.ret_06_test

import data.lib
import data.rules.ret.ret_06

_parameters := {"observed_max_age_days": 2, "retention_reach_percent": 90, "storage_reserve_percent": 15}

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

_filling := {"recorder": "r", "bitrate": "4Mbit/s", "regime": "art25_open"}

# 4 Mbit/s are 43.2 GB a day: of two cameras for 30 days and one more, with 15 per cent, 3,080.16 GB.
_storage(disks, camera) := {"declared": {
	"site": {
		"id": "s",
		"retention": "30d",
		"hosts": {"r": {"role": "recorder", "disks": disks}, "v": {"role": "viewing"}},
	},
	"cameras": {"a": _filling, "b": camera},
}}

_too_small(available) := {
	lib.finding("camera/s/a", "/site/hosts/r/disks", "at least 3081 GB for footage", available),
	lib.finding("camera/s/b", "/site/hosts/r/disks", "at least 3081 GB for footage", available),
}

test_disks_that_are_large_enough_pass if {
	disks := {"one": {"size": "3TB", "use": "footage"}, "two": {"size": "80.16GB", "use": "footage"}}
	count(ret_06.deny) == 0 with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_disks_that_are_too_small_are_found if {
	disks := {"one": {"size": "3TB", "use": "footage"}, "two": {"size": "80.15GB", "use": "footage"}}
	ret_06.deny == _too_small("3080 GB") with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_disks_of_another_use_hold_no_footage if {
	disks := {"one": {"size": "90TB", "use": "key-store"}, "two": {"size": "90TB"}}
	ret_06.deny == _too_small("0 GB") with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_recorder_without_disks_is_found if {
	document := json.remove(_storage({}, _filling), ["/declared/site/hosts/r/disks"])
	ret_06.deny == _too_small("0 GB") with input as document with data.parameters as _parameters
}

test_missing_bit_rate_is_found if {
	disks := {"one": {"size": "16TB", "use": "footage"}}
	expected := "the bit rate, so that its disks can be reckoned"
	finding := lib.finding("camera/s/b", "/cameras/b/bitrate", expected, null)
	ret_06.deny == {finding} with input as _storage(disks, {"recorder": "r"}) with data.parameters as _parameters
}

test_camera_that_stores_nothing_needs_no_room if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"regime": "art25_1_6_statistics"})
	count(ret_06.deny) == 0 with input as _storage(disks, camera) with data.parameters as _parameters
}

test_camera_of_another_recorder_needs_no_room_here if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"recorder": "other"})
	other := {"declared": {"site": {"hosts": {"other": {"role": "recorder", "disks": disks}}}}}
	document := object.union(_storage(disks, camera), other)
	count(ret_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_camera_of_a_host_that_records_nothing_is_not_reckoned if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	count(ret_06.deny) == 0 with input as _storage(disks, {"recorder": "v"}) with data.parameters as _parameters
}

test_planned_camera_needs_room if {
	planned := object.union(_filling, {"service": "planned"})
	ret_06.deny == _too_small("0 GB") with input as _storage({}, planned) with data.parameters as _parameters
}

test_camera_without_a_period_needs_no_room_and_is_not_found if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"retention_group": "empty"})
	count(ret_06.deny) == 0 with input as _storage(disks, camera) with data.parameters as _parameters
	found := ret_06.deny with input as _storage({}, camera) with data.parameters as _parameters
	{finding.subject | some finding in found} == {"camera/s/a"}
}
