package rules.inc.inc_02_test

import data.lib
import data.rules.inc.inc_02

_parameters := {"observed_max_age_days": 2, "breach_notice_hours": 72}

_input(incidents) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}, "cameras": {"open": {}, "staff": {"regime": "art15_nonopen"}}},
	"observed": {"incidents_seen": "2026-12-01", "incidents": incidents},
}

_incident(cameras, changes) := object.union({"learned": "2026-11-01T09:00:00+09:00", "cameras": cameras}, changes)

test_people_told_in_time_pass if {
	every incident in [
		_incident(["staff"], {"notified": "2026-11-04T09:00:00+09:00"}),
		_incident(["open"], {}),
	] {
		document := _input({"i": incident})
		count(inc_02.deny | (inc_02.unknown | inc_02.not_applicable)) == 0 with input as document
			with data.parameters as _parameters
	}
}

test_people_told_late_or_never_are_found if {
	expected := "at most 72 hours after 2026-11-01T09:00:00+09:00"
	moment := "2026-11-04T09:00:01+09:00"
	late := lib.finding_observed("site/s", "/incidents/i/notified", expected, moment)
	told := _input({"i": _incident(["open", "staff"], {"notified": moment})})
	inc_02.deny == {late} with input as told with data.parameters as _parameters
	never := lib.finding_observed("site/s", "/incidents/i/notified", expected, null)
	every cameras in [["staff"], ["gone"], []] {
		document := _input({"i": _incident(cameras, {"reported": "2026-11-01T10:00:00+09:00"})})
		inc_02.deny == {never} with input as document with data.parameters as _parameters
	}
}

test_an_incident_that_names_no_cameras_is_found if {
	document := _input({"i": {"learned": "2026-11-01T09:00:00+09:00"}})
	count(inc_02.deny) == 1 with input as document with data.parameters as _parameters
}

test_a_register_that_was_not_read_is_unknown if {
	document := object.remove(_input({}), ["observed"])
	inc_02.unknown == {lib.unknown("site/s", "observed", "/incidents")} with input as document
		with data.parameters as _parameters
	stale := object.union(_input({"i": _incident(["staff"], {})}), {"today": "2026-12-04"})
	count(inc_02.unknown) == 1 with input as stale with data.parameters as _parameters
	count(inc_02.deny) == 0 with input as stale with data.parameters as _parameters
}

test_a_site_of_open_places_alone_is_left_out if {
	every observed in [{}, {"incidents_seen": "2026-12-01", "incidents": {"i": _incident(["gone"], {})}}] {
		document := {
			"today": "2026-12-01",
			"declared": {"site": {"id": "s"}, "cameras": {"open": {}}},
			"observed": observed,
		}
		{answer.subject | some answer in inc_02.not_applicable} == {"site/s"} with input as document
		count(inc_02.deny | inc_02.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(inc_02.subjects | (inc_02.deny | (inc_02.unknown | inc_02.not_applicable))) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	inc_02.control == "CCTV-INC-02"
	inc_02.subjects == {"site/s"} with input as _input({})
}
