package rules.log.log_07_test

import data.lib
import data.rules.log.log_07

_parameters := {
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
	"export_reason_fields": ["time", "purpose"],
}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_register := {"e1": {"fields": ["purpose", "basis", "time"]}}

_input(seen, exports, register) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "exports": exports}}, "ledger": register},
}

test_export_with_its_entry_passes if {
	document := _input("2026-11-29", {"x": {"ledger": "e1"}}, _register)
	count(log_07.deny | log_07.unknown) == 0 with input as document with data.parameters as _parameters
}

test_no_export_needs_no_register if {
	document := _input("2026-12-01", {}, {})
	without := object.union(
		object.remove(document, ["observed"]),
		{"observed": {"hosts": document.observed.hosts}},
	)
	count(log_07.deny | log_07.unknown) == 0 with input as without with data.parameters as _parameters
}

test_export_without_an_entry_is_found if {
	path := "/hosts/r/exports/x/ledger"
	every register in [_register, {}] {
		finding := lib.finding_observed("host/s/r", path, "an entry of ledger", null)
		log_07.deny == {finding} with input as _input("2026-12-01", {"x": {}}, register)
			with data.parameters as _parameters
	}
}

test_entry_that_is_not_there_is_found if {
	path := "/hosts/r/exports/x/ledger"
	every register in [_register, {}] {
		finding := lib.finding_observed("host/s/r", path, "an entry of ledger", "e2")
		log_07.deny == {finding} with input as _input("2026-12-01", {"x": {"ledger": "e2"}}, register)
			with data.parameters as _parameters
	}
}

test_entry_that_lacks_something_is_found if {
	every entry in [{"fields": ["time"]}, {"fields": []}, {}] {
		filled := object.get(entry, "fields", [])
		finding := lib.finding_observed("host/s/r", "/ledger/e1/fields", ["time", "purpose"], filled)
		log_07.deny == {finding} with input as _input("2026-12-01", {"x": {"ledger": "e1"}}, {"e1": entry})
			with data.parameters as _parameters
	}
}

test_entry_that_nothing_names_is_not_asked if {
	register := object.union(_register, {"e9": {"fields": []}})
	document := _input("2026-12-01", {"x": {"ledger": "e1"}}, register)
	count(log_07.deny | log_07.unknown) == 0 with input as document with data.parameters as _parameters
}

test_missing_register_is_unknown if {
	document := _input("2026-12-01", {"x": {"ledger": "e1"}}, {})
	without := object.union(
		object.remove(document, ["observed"]),
		{"observed": {"hosts": document.observed.hosts}},
	)
	log_07.unknown == {lib.unknown("host/s/r", "observed", "/ledger")} with input as without
		with data.parameters as _parameters
	count(log_07.deny) == 0 with input as without with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
		_input("2026-11-28", {"x": {}}, {}),
	] {
		log_07.unknown == {lib.unknown("host/s/r", "observed", "/hosts/r/exports")} with input as document
			with data.parameters as _parameters
		count(log_07.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := log_07.not_applicable with input as _input("2026-12-01", {}, {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	log_07.control == "CCTV-LOG-07"
	log_07.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {}, {})
}
