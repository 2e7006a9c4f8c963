package rules.des.des_07_test

import data.lib
import data.rules.des.des_07

_parameters := {"observed_max_age_days": 2, "deletion_outcomes": ["granted", "partial"]}

_input(requests, entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {
		"requests_seen": "2026-11-30",
		"requests": requests,
		"ledger_seen": "2026-11-30",
		"ledger": entries,
	},
}

_entries := {"e": {"kind": "destroy"}, "v": {"kind": "view"}}

_granted := {"kind": "delete", "outcome": "granted"}

test_a_recorded_deletion_passes if {
	every outcome in ["granted", "partial"] {
		document := _input({"r": {"kind": "delete", "outcome": outcome, "ledger": "e"}}, _entries)
		count(des_07.deny | des_07.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_deletion_that_is_not_recorded_is_found if {
	every request in [_granted, object.union(_granted, {"ledger": "v"}), object.union(_granted, {"ledger": "x"})] {
		expected := "an entry of the ledger about the destruction"
		finding := lib.finding_observed("site/s", "/requests/r/ledger", expected, lib.actual(request, "ledger"))
		des_07.deny == {finding} with input as _input({"r": request}, _entries) with data.parameters as _parameters
	}
}

test_where_nothing_was_deleted_nothing_is_recorded if {
	every requests in [
		{},
		{"r": {"kind": "delete", "outcome": "refused"}},
		{"r": {"kind": "delete"}},
		{"r": {"kind": "view", "outcome": "granted"}},
	] {
		document := _input(requests, {})
		count(des_07.deny | des_07.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_registers_that_were_not_read_lately_are_unknown if {
	read := _input({"r": _granted}, {})
	ledger := lib.unknown("site/s", "observed", "/ledger")
	requests := lib.unknown("site/s", "observed", "/requests")
	every stale, unknown in {"ledger_seen": ledger, "requests_seen": requests} {
		document := object.union(read, {"observed": {stale: "2026-11-28"}})
		des_07.unknown == {unknown} with input as document with data.parameters as _parameters
		count(des_07.deny) == 0 with input as document with data.parameters as _parameters
	}
	nothing := {"today": "2026-12-01", "declared": read.declared}
	des_07.unknown == {ledger, requests} with input as nothing with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	des_07.control == "CCTV-DES-07"
	des_07.subjects == {"site/s"} with input as _input({}, {})
	count(des_07.subjects | des_07.unknown) == 0 with input as {"declared": {"sites": {}}}
		with data.parameters as _parameters
}
