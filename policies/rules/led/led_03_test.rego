package rules.led.led_03_test

import data.lib
import data.rules.led.led_03

_parameters := {
	"observed_max_age_days": 2,
	"provision_results": ["destroyed", "returned"],
	"provision_result_max_days": 30,
}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

_result(due, actual) := lib.finding_observed(
	"site/s",
	"/ledger/e/result",
	sprintf("destroyed or returned within 30 days after %s", [due]),
	actual,
)

test_a_copy_with_a_day_and_a_result_passes if {
	every entry in [
		{"kind": "provide", "destroy_due": "2026-10-31", "result": "destroyed"},
		{"kind": "provide", "destroy_due": "2026-06-30", "result": "returned"},
		{"kind": "provide", "destroy_due": "2026-11-01"},
		{"kind": "provide", "destroy_due": "2026-12-31", "result": "extended"},
		{"kind": "provide", "form": "shown"},
	] {
		document := _input({"e": entry})
		count(led_03.deny | led_03.unknown) == 0 with input as document with data.parameters as _parameters
		count(led_03.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_copy_without_a_day_is_found if {
	finding := lib.finding_observed("site/s", "/ledger/e/destroy_due", "the day by which the copy is destroyed", null)
	every entry in [{"kind": "provide", "form": "copy", "result": "destroyed"}, {"kind": "provide"}, {"form": "other"}] {
		led_03.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_a_copy_of_which_nothing_is_heard_is_found if {
	open := {"kind": "provide", "destroy_due": "2026-10-31"}
	led_03.deny == {_result("2026-10-31", null)} with input as _input({"e": open}) with data.parameters as _parameters
	moved := {"kind": "provide", "destroy_due": "2026-10-01", "result": "extended"}
	led_03.deny == {_result("2026-10-01", "extended")} with input as _input({"e": moved})
		with data.parameters as _parameters
}

test_where_nothing_was_provided_nothing_is_asked if {
	every entries in [{}, {"e": {"kind": "use"}}, {"e": {"kind": "view"}}, {"e": {"kind": "destroy"}}] {
		left := led_03.not_applicable with input as _input(entries) with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(led_03.deny | led_03.unknown) == 0 with input as _input(entries) with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(led_03.not_applicable) == 0 with input as document with data.parameters as _parameters
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
		led_03.unknown == unknown with input as document with data.parameters as _parameters
		count(led_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(led_03.subjects | (led_03.deny | led_03.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	led_03.control == "CCTV-LED-03"
	led_03.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
