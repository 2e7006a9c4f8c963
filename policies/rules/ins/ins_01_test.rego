package rules.ins.ins_01_test

import data.lib
import data.rules.ins.ins_01

_parameters := {"self_inspection_days": 366, "self_inspection_items": ["policy", "safety"]}

_inspection := {"date": "2025-11-30", "document": "DOC-1", "items": ["safety", "policy", "need"]}

_input(site) := {"today": "2026-12-01", "declared": {"site": object.union({"id": "s"}, site)}}

test_an_inspection_of_everything_passes if {
	every date in ["2025-11-30", "2026-12-01"] {
		document := _input({"inspection": object.union(_inspection, {"date": date})})
		count(ins_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_old_or_a_coming_inspection_is_found if {
	every date in ["2025-11-29", "2026-12-02"] {
		document := _input({"inspection": object.union(_inspection, {"date": date})})
		finding := lib.finding("site/s", "/site/inspection/date", "at most 366 days ago", date)
		ins_01.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_an_inspection_that_leaves_something_out_is_found if {
	document := _input({"inspection": object.union(_inspection, {"items": ["safety"]})})
	finding := lib.finding("site/s", "/site/inspection/items", ["policy", "safety"], ["safety"])
	ins_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_an_inspection_without_a_report_is_found if {
	document := _input({"inspection": object.remove(_inspection, ["document"])})
	finding := lib.finding("site/s", "/site/inspection/document", "the number of the report", null)
	ins_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_missing_inspection_is_found if {
	{[finding.path, finding.actual] | some finding in ins_01.deny} == {
		["/site/inspection/date", null],
		["/site/inspection/document", null],
		["/site/inspection/items", null],
	} with input as _input({}) with data.parameters as _parameters
}

test_a_planned_site_is_left_out if {
	document := _input({"service": "planned"})
	{answer.subject | some answer in ins_01.not_applicable} == {"site/s"} with input as document
	count(ins_01.deny) == 0 with input as document with data.parameters as _parameters
	count(ins_01.not_applicable) == 0 with input as _input({"service": "in-service"})
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	count(ins_01.subjects | ins_01.deny) == 0 with input as document with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	ins_01.control == "CCTV-INS-01"
	ins_01.subjects == {"site/s"} with input as _input({})
}
