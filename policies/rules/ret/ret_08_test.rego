package rules.ret.ret_08_test

import data.lib
import data.rules.ret.ret_08

_declared(stores, camera) := {"site": {"id": "s", "stores": stores}, "cameras": {"c": camera}}

_expected := "false, or a store of kind edge-card at the site"

test_stores_with_an_end_pass if {
	stores := {"a": {"kind": "export", "expiry": "14d"}, "b": {"kind": "edge-card", "expiry": "retention"}}
	every value in [true, false] {
		count(ret_08.deny) == 0 with input.declared as _declared(stores, {"edge_storage": value})
	}
}

test_nothing_but_the_recorder_passes if {
	count(ret_08.deny) == 0 with input.declared as {"site": {"id": "s"}, "cameras": {"c": {"edge_storage": false}}}
}

test_store_without_an_end_is_found if {
	finding := lib.finding("site/s", "/site/stores/a/expiry", "`retention`, or a number of days", null)
	ret_08.deny == {finding} with input.declared as _declared({"a": {"kind": "backup"}}, {"edge_storage": false})
}

test_card_that_is_not_listed_is_found if {
	finding := lib.finding("site/s", "/cameras/c/edge_storage", _expected, true)
	ret_08.deny == {finding} with input.declared as _declared({}, {"edge_storage": true})
}

test_camera_that_does_not_say_is_found if {
	finding := lib.finding("site/s", "/cameras/c/edge_storage", _expected, null)
	ret_08.deny == {finding} with input.declared as _declared({}, {})
}

test_the_site_is_looked_at if {
	ret_08.control == "CCTV-RET-08"
	ret_08.subjects == {"site/s"} with input.declared as _declared({}, {})
}

test_another_store_does_not_list_the_card if {
	stores := {"a": {"kind": "export", "expiry": "14d"}}
	finding := lib.finding("site/s", "/cameras/c/edge_storage", _expected, true)
	ret_08.deny == {finding} with input.declared as _declared(stores, {"edge_storage": true})
}
