package rules.led.led_04_test

import data.lib
import data.rules.led.led_04

_parameters := {
	"observed_max_age_days": 2,
	"ledger_viewing_relations": ["self", "agent"],
	"ledger_provision_relations": ["other"],
}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_an_entry_of_the_right_kind_passes if {
	every entry in [
		{"kind": "view", "relation": "self"},
		{"kind": "view", "relation": "agent"},
		{"kind": "provide", "relation": "other", "form": "shown"},
	] {
		document := _input({"e": entry})
		count(led_04.deny | led_04.unknown) == 0 with input as document with data.parameters as _parameters
		count(led_04.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_viewing_by_somebody_else_is_found if {
	every entry in [{"kind": "view", "relation": "other"}, {"kind": "view"}] {
		actual := lib.actual(entry, "relation")
		finding := lib.finding_observed("site/s", "/ledger/e/relation", ["self", "agent"], actual)
		led_04.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_a_provision_to_the_person_filmed_is_found if {
	every entry in [{"kind": "provide", "relation": "self"}, {"kind": "provide"}, {"relation": "agent"}] {
		actual := lib.actual(entry, "relation")
		finding := lib.finding_observed("site/s", "/ledger/e/relation", ["other"], actual)
		led_04.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_where_nobody_saw_anything_nothing_is_asked if {
	every entries in [{}, {"e": {"kind": "use"}}, {"e": {"kind": "destroy"}}] {
		left := led_04.not_applicable with input as _input(entries) with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(led_04.deny | led_04.unknown) == 0 with input as _input(entries) with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(led_04.not_applicable) == 0 with input as document with data.parameters as _parameters
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
		led_04.unknown == unknown with input as document with data.parameters as _parameters
		count(led_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(led_04.subjects | (led_04.deny | led_04.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	led_04.control == "CCTV-LED-04"
	led_04.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
