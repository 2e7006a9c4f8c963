package rules.ret.ret_11_test

import data.lib
import data.rules.ret.ret_11

_parameters := {"storage_reserve_percent": 15}

_camera := {"recorder": "r", "bitrate": "4Mbit/s", "regime": "art25_open"}

# 4 Mbit/s are 43.2 GB a day: of two cameras for 30 days and one more, with 15 per cent, 3,080.16 GB.
_input(disks, camera) := {"declared": {
	"site": {
		"id": "s",
		"retention": "30d",
		"hosts": {"r": {"role": "recorder", "disks": disks}, "v": {"role": "viewing"}},
	},
	"cameras": {"a": _camera, "b": camera},
}}

test_disks_that_are_large_enough_pass if {
	disks := {"one": {"size": "3TB", "use": "footage"}, "two": {"size": "80.16GB", "use": "footage"}}
	count(ret_11.deny) == 0 with input as _input(disks, _camera) with data.parameters as _parameters
}

test_disks_that_are_too_small_are_found if {
	disks := {"one": {"size": "3TB", "use": "footage"}, "two": {"size": "80.15GB", "use": "footage"}}
	finding := lib.finding("host/s/r", "/site/hosts/r/disks", "at least 3081 GB for footage", "3080 GB")
	ret_11.deny == {finding} with input as _input(disks, _camera) with data.parameters as _parameters
}

test_disks_of_another_use_hold_no_footage if {
	disks := {"one": {"size": "90TB", "use": "key-store"}, "two": {"size": "90TB"}}
	finding := lib.finding("host/s/r", "/site/hosts/r/disks", "at least 3081 GB for footage", "0 GB")
	ret_11.deny == {finding} with input as _input(disks, _camera) with data.parameters as _parameters
}

test_recorder_without_disks_is_found if {
	document := json.remove(_input({}, _camera), ["/declared/site/hosts/r/disks"])
	count(ret_11.deny) == 1 with input as document with data.parameters as _parameters
}

test_missing_bit_rate_is_found if {
	disks := {"one": {"size": "16TB", "use": "footage"}}
	expected := "the bit rate, so that its disks can be reckoned"
	finding := lib.finding("host/s/r", "/cameras/b/bitrate", expected, null)
	ret_11.deny == {finding} with input as _input(disks, {"recorder": "r"}) with data.parameters as _parameters
}

test_camera_that_stores_nothing_needs_no_room if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_camera, {"regime": "art25_1_6_statistics"})
	count(ret_11.deny) == 0 with input as _input(disks, camera) with data.parameters as _parameters
}

test_camera_of_another_recorder_needs_no_room_here if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_camera, {"recorder": "other"})
	other := {"declared": {"site": {"hosts": {"other": {"role": "recorder", "disks": disks}}}}}
	document := object.union(_input(disks, camera), other)
	count(ret_11.deny) == 0 with input as document with data.parameters as _parameters
}

test_camera_of_a_host_that_records_nothing_is_not_reckoned if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	count(ret_11.deny) == 0 with input as _input(disks, {"recorder": "v"}) with data.parameters as _parameters
}

test_other_hosts_are_not_bound if {
	subjects := {answer.subject | some answer in ret_11.not_applicable} with input as _input({}, _camera)
	subjects == {"host/s/v"}
}

test_every_host_is_looked_at if {
	ret_11.control == "CCTV-RET-11"
	ret_11.subjects == {"host/s/r", "host/s/v"} with input as _input({}, _camera)
}
