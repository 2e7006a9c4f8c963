package rules.inc.inc_01_test

import data.lib
import data.rules.inc.inc_01

_parameters := {"observed_max_age_days": 2, "breach_report_hours": 72, "breach_report_people": 1000}

_input(incidents) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"incidents_seen": "2026-12-01", "incidents": incidents},
}

_small := {"learned": "2026-11-01T09:00:00+09:00", "people": 999, "sensitive": false, "intrusion": false}

_reported(moment) := object.union(_small, {"people": 1000, "reported": moment})

test_a_report_in_time_passes if {
	every incident in [_small, _reported("2026-11-04T09:00:00+09:00"), _reported("2026-11-04T00:00:00Z")] {
		document := _input({"i": incident})
		count(inc_01.deny | inc_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_report_a_second_later_is_found if {
	expected := "at most 72 hours after 2026-11-01T09:00:00+09:00"
	finding := lib.finding_observed("site/s", "/incidents/i/reported", expected, "2026-11-04T09:00:01+09:00")
	document := _input({"i": _reported("2026-11-04T09:00:01+09:00")})
	inc_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_late_report_of_today_is_found if {
	late := {"learned": "2026-11-28T08:00:00+09:00", "reported": "2026-12-01T08:00:01+09:00"}
	count(inc_01.deny) == 1 with input as _input({"i": late}) with data.parameters as _parameters
}

test_what_makes_an_incident_grave_counts_by_itself if {
	every change in [{"people": 1000}, {"sensitive": true}, {"intrusion": true}] {
		document := _input({"i": object.union(_small, change)})
		count(inc_01.deny) == 1 with input as document with data.parameters as _parameters
	}
}

test_what_is_not_said_counts_as_grave if {
	every key in ["people", "sensitive", "intrusion"] {
		document := _input({"i": object.remove(_small, [key])})
		count(inc_01.deny) == 1 with input as document with data.parameters as _parameters
	}
	document := _input({"i": {}})
	finding := lib.finding_observed("site/s", "/incidents/i/reported", "at most 72 hours after null", null)
	inc_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_an_open_incident_is_found_once_today_began_too_late if {
	waiting := {"learned": "2026-11-28T00:00:00+09:00"}
	count(inc_01.deny) == 0 with input as _input({"i": waiting}) with data.parameters as _parameters
	late := {"learned": "2026-11-27T23:59:59+09:00"}
	expected := "at most 72 hours after 2026-11-27T23:59:59+09:00"
	finding := lib.finding_observed("site/s", "/incidents/i/reported", expected, null)
	inc_01.deny == {finding} with input as _input({"i": late}) with data.parameters as _parameters
}

test_no_incident_passes if {
	count(inc_01.deny | inc_01.unknown) == 0 with input as _input({}) with data.parameters as _parameters
}

test_a_register_that_was_not_read_lately_is_unknown if {
	read := _input({})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-04"}),
		object.union(read, {"today": "2026-11-30"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"incidents_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"incidents": {}}},
	] {
		inc_01.unknown == {lib.unknown("site/s", "observed", "/incidents")} with input as document
			with data.parameters as _parameters
		count(inc_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(inc_01.subjects | (inc_01.deny | inc_01.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	inc_01.control == "CCTV-INC-01"
	inc_01.subjects == {"site/s"} with input as _input({})
}
