package rules.des.des_03_test

import data.lib
import data.rules.des.des_03

_parameters := {"observed_max_age_days": 2, "destruction_methods_print": ["shredding", "incineration"]}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_a_print_that_was_shredded_or_burnt_passes if {
	every method in ["shredding", "incineration"] {
		document := _input({"e": {"kind": "destroy", "medium": "print", "method": method}})
		count(des_03.deny | des_03.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_print_that_went_otherwise_is_found if {
	every entry in [{"method": "overwrite"}, {}] {
		document := _input({"e": object.union({"kind": "destroy", "medium": "print"}, entry)})
		expected := ["shredding", "incineration"]
		finding := lib.finding_observed("site/s", "/ledger/e/method", expected, lib.actual(entry, "method"))
		des_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_other_entries_are_left_to_other_controls if {
	every entry in [{"kind": "destroy", "medium": "footage"}, {"kind": "view", "medium": "print"}, {"kind": "destroy"}] {
		count(des_03.deny) == 0 with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_an_empty_ledger_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(des_03.deny | des_03.unknown) == 0 with input as document with data.parameters as _parameters
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
		des_03.unknown == unknown with input as document with data.parameters as _parameters
		count(des_03.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(des_03.subjects | (des_03.deny | des_03.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	des_03.control == "CCTV-DES-03"
	des_03.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
