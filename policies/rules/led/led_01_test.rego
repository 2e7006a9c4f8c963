package rules.led.led_01_test

import data.lib
import data.rules.led.led_01

_parameters := {"observed_max_age_days": 2, "ledger_disclosure_columns": ["file", "basis"]}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_a_complete_entry_passes if {
	every kind in ["use", "provide"] {
		document := _input({"e": {"kind": kind, "fields": ["basis", "time", "file"]}})
		count(led_01.deny | led_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_entry_that_lacks_a_column_is_found if {
	every entry in [
		{"kind": "provide", "fields": ["file"]},
		{"kind": "use", "fields": ["basis", "time"]},
		{"kind": "provide"},
		{"fields": []},
	] {
		filled := object.get(entry, "fields", [])
		finding := lib.finding_observed("site/s", "/ledger/e/fields", ["file", "basis"], filled)
		led_01.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_other_entries_are_left_to_other_controls if {
	every kind in ["view", "destroy"] {
		document := _input({"e": {"kind": kind}})
		count(led_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_empty_ledger_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(led_01.deny | led_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
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
		led_01.unknown == unknown with input as document with data.parameters as _parameters
		count(led_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(led_01.subjects | (led_01.deny | led_01.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	led_01.control == "CCTV-LED-01"
	led_01.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
