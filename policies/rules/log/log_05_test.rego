package rules.log.log_05_test

import data.lib
import data.rules.log.log_05

_parameters := {
	"footage_host_roles": ["recorder"],
	"observed_max_age_days": 2,
	"viewing_record_fields": ["time", "purpose"],
}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_register := {"e1": {"fields": ["purpose", "viewer", "time"]}}

_input(seen, viewings, register) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {"hosts": {"r": {"seen": seen, "viewings": viewings}}, "viewing_records": register},
}

test_viewing_with_its_entry_passes if {
	document := _input("2026-11-29", {"x": {"record": "e1"}}, _register)
	count(log_05.deny | log_05.unknown) == 0 with input as document with data.parameters as _parameters
}

test_no_viewing_needs_no_register if {
	document := _input("2026-12-01", {}, {})
	without := object.union(
		object.remove(document, ["observed"]),
		{"observed": {"hosts": document.observed.hosts}},
	)
	count(log_05.deny | log_05.unknown) == 0 with input as without with data.parameters as _parameters
}

test_viewing_without_an_entry_is_found if {
	path := "/hosts/r/viewings/x/record"
	every register in [_register, {}] {
		finding := lib.finding_observed("host/s/r", path, "an entry of viewing_records", null)
		log_05.deny == {finding} with input as _input("2026-12-01", {"x": {}}, register)
			with data.parameters as _parameters
	}
}

test_entry_that_is_not_there_is_found if {
	path := "/hosts/r/viewings/x/record"
	every register in [_register, {}] {
		finding := lib.finding_observed("host/s/r", path, "an entry of viewing_records", "e2")
		log_05.deny == {finding} with input as _input("2026-12-01", {"x": {"record": "e2"}}, register)
			with data.parameters as _parameters
	}
}

test_entry_that_lacks_something_is_found if {
	every entry in [{"fields": ["time"]}, {"fields": []}, {}] {
		filled := object.get(entry, "fields", [])
		finding := lib.finding_observed("host/s/r", "/viewing_records/e1/fields", ["time", "purpose"], filled)
		log_05.deny == {finding} with input as _input("2026-12-01", {"x": {"record": "e1"}}, {"e1": entry})
			with data.parameters as _parameters
	}
}

test_entry_that_nothing_names_is_not_asked if {
	register := object.union(_register, {"e9": {"fields": []}})
	document := _input("2026-12-01", {"x": {"record": "e1"}}, register)
	count(log_05.deny | log_05.unknown) == 0 with input as document with data.parameters as _parameters
}

test_missing_register_is_unknown if {
	document := _input("2026-12-01", {"x": {"record": "e1"}}, {})
	without := object.union(
		object.remove(document, ["observed"]),
		{"observed": {"hosts": document.observed.hosts}},
	)
	log_05.unknown == {lib.unknown("host/s/r", "observed", "/viewing_records")} with input as without
		with data.parameters as _parameters
	count(log_05.deny) == 0 with input as without with data.parameters as _parameters
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [
		{"today": "2026-12-01", "declared": {"site": {"id": "s", "hosts": _hosts}}},
		_input("2026-11-28", {"x": {}}, {}),
	] {
		log_05.unknown == {lib.unknown("host/s/r", "observed", "/hosts/r/viewings")} with input as document
			with data.parameters as _parameters
		count(log_05.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_hosts_without_footage_are_not_bound if {
	left := log_05.not_applicable with input as _input("2026-12-01", {}, {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	log_05.control == "CCTV-LOG-05"
	log_05.subjects == {"host/s/g", "host/s/r"} with input as _input("2026-12-01", {}, {})
}
