package rules.des.des_04_test

import data.lib
import data.rules.des.des_04

_parameters := {
	"observed_max_age_days": 2,
	"destruction_columns": ["file", "handler"],
	"destruction_check_max_days": 31,
}

_site(service) := {"id": "s", "service": service, "hosts": {
	"r": {"role": "recorder"},
	"g": {"role": "gateway"},
}}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": _site("in-service")},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

_auto := {
	"kind": "destroy",
	"fields": ["file", "handler", "time"],
	"recorder": "r",
	"cycle_days": 30,
	"verified": "2026-10-31",
}

_unseen(path, actual) := lib.finding_observed(
	"site/s",
	path,
	"automatic destruction on r seen within the last 31 days",
	actual,
)

test_destruction_seen_within_the_days_passes if {
	byhand := {"kind": "destroy", "fields": ["file", "handler"]}
	older := object.union(_auto, {"verified": "2026-09-01"})
	today := object.union(_auto, {"verified": "2026-12-01"})
	every entries in [{"e": _auto}, {"e": today}, {"e": _auto, "f": byhand}, {"d": older, "e": _auto}] {
		document := _input(entries)
		count(des_04.deny | des_04.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_missing_columns_are_found if {
	every fields in [["file"], []] {
		document := _input({"e": _auto, "f": {"kind": "destroy", "fields": fields}})
		finding := lib.finding_observed("site/s", "/ledger/f/fields", ["file", "handler"], fields)
		des_04.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_missing_cycle_is_found if {
	document := _input({"e": object.remove(_auto, ["cycle_days"])})
	expected := "days after which footage goes by itself"
	finding := lib.finding_observed("site/s", "/ledger/e/cycle_days", expected, null)
	des_04.deny == {finding} with input as document with data.parameters as _parameters
}

test_destruction_that_nobody_looked_at_lately_is_found if {
	older := object.union(_auto, {"verified": "2026-09-01"})
	old := object.union(_auto, {"verified": "2026-10-30"})
	finding := _unseen("/ledger/e/verified", "2026-10-30")
	document := _input({"d": older, "e": old, "f": older})
	des_04.deny == {finding} with input as document with data.parameters as _parameters
}

test_destruction_that_nobody_looked_at_is_found if {
	every entries in [
		{},
		{"e": object.remove(_auto, ["verified"])},
		{"e": object.union(_auto, {"verified": "2026-12-02"})},
		{"e": object.union(_auto, {"recorder": "other"})},
		{"e": object.remove(_auto, ["recorder"])},
		{"e": object.union(_auto, {"kind": "view"})},
	] {
		finding := _unseen("/ledger", null)
		des_04.deny == {finding} with input as _input(entries) with data.parameters as _parameters
	}
}

_self_seen(day) := object.union(
	_input({}),
	{"observed": {"hosts": {"r": {"seen": "2026-12-01", "erasure": {"verified": day}}}}},
)

test_destruction_that_the_recorder_saw_itself_passes if {
	every day in ["2026-10-31", "2026-12-01"] {
		count(des_04.deny | des_04.unknown) == 0 with input as _self_seen(day) with data.parameters as _parameters
	}
}

test_destruction_that_the_recorder_saw_too_long_ago_is_found if {
	finding := _unseen("/hosts/r/erasure/verified", "2026-10-30")
	des_04.deny == {finding} with input as _self_seen("2026-10-30") with data.parameters as _parameters
}

test_a_day_to_come_is_no_sight_of_the_recorders_own_either if {
	des_04.deny == {_unseen("/ledger", null)} with input as _self_seen("2026-12-02")
		with data.parameters as _parameters
}

test_at_a_planned_site_there_is_nothing_to_see if {
	document := object.union(_input({}), {"declared": {"site": _site("planned")}})
	count(des_04.deny | des_04.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_ledger_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/ledger")}
	read := _input({})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger": {}}},
	] {
		des_04.unknown == unknown with input as document with data.parameters as _parameters
		count(des_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(des_04.subjects | (des_04.deny | des_04.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	des_04.control == "CCTV-DES-04"
	des_04.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
