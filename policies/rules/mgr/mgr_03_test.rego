package rules.mgr.mgr_03_test

import data.lib
import data.rules.mgr.mgr_03

_post := {"complaints": {"ko": "대표전화", "en": "Main number"}}

test_way_for_complaints_passes if {
	every declared in [
		{"site": {"id": "s", "responsible": _post}},
		{"site": {"id": "s"}, "policy": {"responsible": _post}},
	] {
		count(mgr_03.deny) == 0 with input.declared as declared
	}
}

test_missing_way_is_found if {
	expected := "how a complaint about footage reaches the post"
	finding := lib.finding("site/s", "/site/responsible/complaints", expected, null)
	mgr_03.deny == {finding} with input.declared.site as {"id": "s"}
}

test_the_site_is_looked_at if {
	mgr_03.control == "CCTV-MGR-03"
	mgr_03.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}
