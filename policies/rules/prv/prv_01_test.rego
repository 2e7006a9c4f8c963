package rules.prv.prv_01_test

import data.lib
import data.rules.prv.prv_01

_parameters := {"observed_max_age_days": 2, "provision_grounds": ["18-2-1", "18-2-2"]}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

test_a_ground_for_private_operators_passes if {
	every kind in ["use", "provide"] {
		document := _input({"e": {"kind": kind, "basis": "18-2-2"}})
		count(prv_01.deny | prv_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_another_ground_or_none_is_found if {
	every entry in [{"kind": "provide", "basis": "18-2-7"}, {"kind": "use"}, {}] {
		actual := lib.actual(entry, "basis")
		finding := lib.finding_observed("site/s", "/ledger/e/basis", ["18-2-1", "18-2-2"], actual)
		prv_01.deny == {finding} with input as _input({"e": entry}) with data.parameters as _parameters
	}
}

test_viewing_and_destruction_need_no_such_ground if {
	every kind in ["view", "destroy"] {
		count(prv_01.deny) == 0 with input as _input({"e": {"kind": kind}}) with data.parameters as _parameters
	}
}

test_an_empty_ledger_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(prv_01.deny | prv_01.unknown) == 0 with input as document with data.parameters as _parameters
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
		prv_01.unknown == unknown with input as document with data.parameters as _parameters
		count(prv_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(prv_01.subjects | (prv_01.deny | prv_01.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	prv_01.control == "CCTV-PRV-01"
	prv_01.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
