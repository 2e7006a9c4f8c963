package rules.ret.ret_04_test

import data.lib
import data.rules.ret.ret_04

_parameters := {"observed_max_age_days": 2, "storage_reserve_percent": 15}

_declared := {
	"site": {"id": "s", "retention": "30d", "retention_groups": {"g": {"retention": "14d"}, "empty": {}}},
	"cameras": {"c": {"recorder": "r"}, "d": {"recorder": "r", "retention_group": "g"}},
}

_observed(seen, recording) := {"hosts": {"r": {"seen": seen, "recording": recording}}}

_good := {"c": {"retention_days": 30}, "d": {"retention_days": 14}}

_input(declared, observed) := {"today": "2026-12-01", "declared": declared, "observed": observed}

test_equal_days_pass if {
	observed := _observed("2026-11-29", _good)
	count(ret_04.deny | ret_04.unknown) == 0 with input as _input(_declared, observed)
		with data.parameters as _parameters
}

test_other_days_are_found if {
	observed := _observed("2026-12-01", object.union(_good, {"d": {"retention_days": 30}}))
	finding := lib.finding_observed("camera/s/d", "/hosts/r/recording/d/retention_days", 14, 30)
	ret_04.deny == {finding} with input as _input(_declared, observed) with data.parameters as _parameters
}

test_any_days_are_found_where_none_are_declared if {
	declared := object.union(_declared, {"cameras": {"d": {"retention_group": "empty"}}})
	finding := lib.finding_observed("camera/s/d", "/hosts/r/recording/d/retention_days", null, 14)
	ret_04.deny == {finding} with input as _input(declared, _observed("2026-12-01", _good))
		with data.parameters as _parameters
}

test_another_host_that_records_is_judged_too if {
	observed := {"hosts": {
		"old": {"seen": "2026-12-01", "recording": {"c": {"retention_days": 90}}},
		"r": {"seen": "2026-12-01", "recording": _good},
	}}
	finding := lib.finding_observed("camera/s/c", "/hosts/old/recording/c/retention_days", 30, 90)
	ret_04.deny == {finding} with input as _input(_declared, observed) with data.parameters as _parameters
}

test_missing_evidence_is_unknown if {
	ret_04.unknown == {
		lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c"),
		lib.unknown("camera/s/d", "observed", "/hosts/r/recording/d"),
	} with input as {"today": "2026-12-01", "declared": _declared} with data.parameters as _parameters
}

test_stale_or_future_evidence_is_unknown if {
	every seen in ["2026-11-28", "2026-12-02"] {
		observed := _observed(seen, {"c": {"retention_days": 90}})
		count(ret_04.unknown) == 2 with input as _input(_declared, observed) with data.parameters as _parameters
		count(ret_04.deny) == 0 with input as _input(_declared, observed) with data.parameters as _parameters
	}
}

test_channel_that_is_not_reported_is_unknown if {
	observed := _observed("2026-12-01", {"c": {"retention_days": 30}, "d": {}})
	unknown := lib.unknown("camera/s/d", "observed", "/hosts/r/recording/d")
	ret_04.unknown == {unknown} with input as _input(_declared, observed) with data.parameters as _parameters
}

test_camera_without_a_recorder_is_unknown if {
	declared := {"site": {"id": "s", "retention": "30d"}, "cameras": {"c": {}}}
	unknown := lib.unknown("camera/s/c", "observed", "/hosts")
	ret_04.unknown == {unknown} with input as _input(declared, {}) with data.parameters as _parameters
}

test_camera_that_stores_nothing_is_not_bound if {
	declared := {"site": {"id": "s"}, "cameras": {"c": {"recorder": "r", "regime": "art25_1_6_statistics"}}}
	answer := lib.not_applicable("camera/s/c", lib.stores_nothing)
	ret_04.not_applicable == {answer} with input.declared as declared
	count(ret_04.unknown) == 0 with input.declared as declared
}

test_camera_that_stores_nothing_is_bound_where_a_host_records_it if {
	declared := {"site": {"id": "s"}, "cameras": {"c": {"recorder": "r", "regime": "art25_1_6_statistics"}}}
	document := _input(declared, _observed("2026-12-01", {"c": {"retention_days": 30}}))
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/retention_days", null, 30)
	ret_04.deny == {finding} with input as document with data.parameters as _parameters
	count(ret_04.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	ret_04.control == "CCTV-RET-04"
	ret_04.subjects == {"camera/s/c", "camera/s/d"} with input.declared as _declared
}

_recorder := {"role": "recorder", "channels": 2, "disks": {"one": {"size": "90TB", "use": "footage"}}}

_recorders(cameras) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "hosts": {"r": _recorder, "q": _recorder}},
		"cameras": {id: object.union({"bitrate": "4Mbit/s"}, camera) | some id, camera in cameras},
	},
}

test_channels_of_their_own_pass if {
	document := _recorders({
		"c": {"recorder": "r", "channel": 1},
		"d": {"recorder": "r", "channel": 2},
		"e": {"recorder": "q", "channel": 1},
	})
	count(ret_04.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_channel_that_the_recorder_lacks_is_found if {
	document := _recorders({"c": {"recorder": "r", "channel": 3}})
	finding := lib.finding("camera/s/c", "/cameras/c/channel", "one of the 2 channels of r", 3)
	ret_04.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_channel_used_twice_is_found_at_both_cameras if {
	document := _recorders({"c": {"recorder": "r", "channel": 1}, "d": {"recorder": "r", "channel": 1}})
	expected := "a channel of r that no other camera has"
	ret_04.deny == {
		lib.finding("camera/s/c", "/cameras/c/channel", expected, 1),
		lib.finding("camera/s/d", "/cameras/d/channel", expected, 1),
	} with input as document with data.parameters as _parameters
}

test_a_camera_without_a_channel_shares_none if {
	document := _recorders({"c": {"recorder": "r"}, "d": {"recorder": "r"}, "e": {"channel": 1}})
	count(ret_04.deny) == 0 with input as document with data.parameters as _parameters
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
	count(ret_04.deny) == 0 with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_disks_that_are_too_small_are_found if {
	disks := {"one": {"size": "3TB", "use": "footage"}, "two": {"size": "80.15GB", "use": "footage"}}
	ret_04.deny == _too_small("3080 GB") with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_disks_of_another_use_hold_no_footage if {
	disks := {"one": {"size": "90TB", "use": "key-store"}, "two": {"size": "90TB"}}
	ret_04.deny == _too_small("0 GB") with input as _storage(disks, _filling) with data.parameters as _parameters
}

test_recorder_without_disks_is_found if {
	document := json.remove(_storage({}, _filling), ["/declared/site/hosts/r/disks"])
	ret_04.deny == _too_small("0 GB") with input as document with data.parameters as _parameters
}

test_missing_bit_rate_is_found if {
	disks := {"one": {"size": "16TB", "use": "footage"}}
	expected := "the bit rate, so that its disks can be reckoned"
	finding := lib.finding("camera/s/b", "/cameras/b/bitrate", expected, null)
	ret_04.deny == {finding} with input as _storage(disks, {"recorder": "r"}) with data.parameters as _parameters
}

test_camera_that_stores_nothing_needs_no_room if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"regime": "art25_1_6_statistics"})
	count(ret_04.deny) == 0 with input as _storage(disks, camera) with data.parameters as _parameters
}

test_camera_of_another_recorder_needs_no_room_here if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"recorder": "other"})
	other := {"declared": {"site": {"hosts": {"other": {"role": "recorder", "disks": disks}}}}}
	document := object.union(_storage(disks, camera), other)
	count(ret_04.deny) == 0 with input as document with data.parameters as _parameters
}

test_camera_of_a_host_that_records_nothing_is_not_reckoned if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	count(ret_04.deny) == 0 with input as _storage(disks, {"recorder": "v"}) with data.parameters as _parameters
}

test_planned_camera_needs_room if {
	planned := object.union(_filling, {"service": "planned"})
	ret_04.deny == _too_small("0 GB") with input as _storage({}, planned) with data.parameters as _parameters
}

test_camera_without_a_period_needs_no_room_and_is_not_found if {
	disks := {"one": {"size": "1.6TB", "use": "footage"}}
	camera := object.union(_filling, {"retention_group": "empty"})
	count(ret_04.deny) == 0 with input as _storage(disks, camera) with data.parameters as _parameters
	found := ret_04.deny with input as _storage({}, camera) with data.parameters as _parameters
	{finding.subject | some finding in found} == {"camera/s/a"}
}
