package rules.des.des_05_test

import data.lib
import data.rules.des.des_05

_parameters := {"observed_max_age_days": 2}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_a_confirmed_destruction_passes if {
	document := _input({"e": {"kind": "destroy", "confirmed": "DOC-1"}, "v": {"kind": "view"}})
	count(des_05.deny | des_05.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_destruction_that_nobody_confirmed_is_found if {
	finding := lib.finding_observed("site/s", "/ledger/e/confirmed", "the number of the paper that confirms it", null)
	des_05.deny == {finding} with input as _input({"e": {"kind": "destroy"}}) with data.parameters as _parameters
}

test_an_empty_ledger_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(des_05.deny | des_05.unknown) == 0 with input as document with data.parameters as _parameters
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
		des_05.unknown == unknown with input as document with data.parameters as _parameters
		count(des_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(des_05.subjects | (des_05.deny | des_05.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	des_05.control == "CCTV-DES-05"
	des_05.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
