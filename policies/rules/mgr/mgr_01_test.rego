package rules.mgr.mgr_01_test

import data.lib
import data.rules.mgr.mgr_01

_post := {"title": {"ko": "관리팀장", "en": "Management team leader"}, "designated": "2026-12-01"}

_input(declared) := {"today": "2026-12-01", "declared": object.union({"site": {"id": "s"}}, declared)}

test_post_of_the_site_or_of_the_policy_passes if {
	every declared in [{"site": {"responsible": _post}}, {"policy": {"responsible": _post}}] {
		count(mgr_01.deny) == 0 with input as _input(declared)
	}
}

test_missing_post_is_found if {
	mgr_01.deny == {
		lib.finding("site/s", "/site/responsible/title", "the title of the post", null),
		lib.finding("site/s", "/site/responsible/designated", "today or earlier", null),
	} with input as _input({})
}

test_missing_day_is_found_where_the_post_is_written if {
	finding := lib.finding("site/s", "/policy/responsible/designated", "today or earlier", null)
	mgr_01.deny == {finding} with input as _input({"policy": {"responsible": object.remove(_post, ["designated"])}})
}

test_post_of_the_site_does_not_borrow_from_the_policy if {
	declared := {"policy": {"responsible": _post}, "site": {"responsible": object.remove(_post, ["title"])}}
	finding := lib.finding("site/s", "/site/responsible/title", "the title of the post", null)
	mgr_01.deny == {finding} with input as _input(declared)
}

test_designation_in_the_future_is_found if {
	post := object.union(_post, {"designated": "2026-12-02"})
	finding := lib.finding("site/s", "/site/responsible/designated", "today or earlier", "2026-12-02")
	mgr_01.deny == {finding} with input as _input({"site": {"responsible": post}})
}

test_the_site_is_looked_at if {
	mgr_01.control == "CCTV-MGR-01"
	mgr_01.subjects == {"site/s"} with input as _input({})
}
