package rules.mgr.mgr_02_test

import data.lib
import data.rules.mgr.mgr_02

test_post_with_both_papers_passes if {
	site := {"id": "s", "responsible": {"record": "DOC-1", "duties": "DOC-2"}}
	count(mgr_02.deny) == 0 with input.declared.site as site
}

test_missing_papers_are_found if {
	record := "the number of the paper that designates the post"
	duties := "the number of the signed paper that lists its duties"
	mgr_02.deny == {
		lib.finding("site/s", "/site/responsible/record", record, null),
		lib.finding("site/s", "/site/responsible/duties", duties, null),
	} with input.declared.site as {"id": "s"}
}

test_the_site_is_looked_at if {
	mgr_02.control == "CCTV-MGR-02"
	mgr_02.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}
