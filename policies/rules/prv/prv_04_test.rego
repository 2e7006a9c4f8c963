package rules.prv.prv_04_test

import data.lib
import data.rules.prv.prv_04

_parameters := {"observed_max_age_days": 2}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_a_letter_to_the_recipient_passes if {
	document := _input({"e": {"kind": "provide", "safeguards": "DOC-1"}})
	count(prv_04.deny | prv_04.unknown) == 0 with input as document with data.parameters as _parameters
	count(prv_04.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_a_provision_without_a_letter_is_found if {
	every entry in [{"kind": "provide"}, {}] {
		expected := "the number of the letter that asks for them"
		finding := lib.finding_observed("site/s", "/ledger/e/safeguards", expected, null)
		prv_04.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_where_nothing_was_provided_nothing_is_asked if {
	every entries in [{}, {"e": {"kind": "use"}}, {"e": {"kind": "view"}}, {"e": {"kind": "destroy"}}] {
		left := prv_04.not_applicable with input as _input(entries) with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(prv_04.deny | prv_04.unknown) == 0 with input as _input(entries) with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(prv_04.not_applicable) == 0 with input as document with data.parameters as _parameters
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
		prv_04.unknown == unknown with input as document with data.parameters as _parameters
		count(prv_04.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(prv_04.subjects | (prv_04.deny | prv_04.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	prv_04.control == "CCTV-PRV-04"
	prv_04.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
