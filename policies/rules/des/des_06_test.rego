package rules.des.des_06_test

import data.lib
import data.rules.des.des_06

_parameters := {
	"observed_max_age_days": 2,
	"destruction_methods_hdd": ["degauss"],
	"destruction_methods_ssd": ["shredding"],
}

_input(disposals) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"disposals_seen": "2026-11-30", "disposals": disposals},
}

_disk := {
	"medium": "hdd",
	"method": "degauss",
	"destroyed": "2026-11-10",
	"left": "2026-11-10",
	"certificate": "DOC-1",
}

_finding(key, expected, actual) := lib.finding_observed("site/s", sprintf("/disposals/d/%s", [key]), expected, actual)

test_a_destroyed_disk_with_its_certificate_passes if {
	every disk in [
		_disk,
		object.remove(_disk, ["left"]),
		object.union(_disk, {"medium": "ssd", "method": "shredding"}),
		{"medium": "ssd"},
		{},
	] {
		document := _input({"d": disk})
		count(des_06.deny | des_06.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_missing_certificate_is_found if {
	finding := _finding("certificate", "the number of the certificate", null)
	document := _input({"d": object.remove(_disk, ["certificate"])})
	des_06.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_method_that_does_not_reach_the_medium_is_found if {
	flash := _input({"d": object.union(_disk, {"medium": "ssd"})})
	des_06.deny == {_finding("method", ["shredding"], "degauss")} with input as flash with data.parameters as _parameters
	unsaid := _input({"d": object.remove(_disk, ["medium"])})
	des_06.deny == {_finding("method", ["shredding"], "degauss")} with input as unsaid
		with data.parameters as _parameters
	silent := _input({"d": object.remove(_disk, ["method"])})
	des_06.deny == {_finding("method", ["degauss"], null)} with input as silent with data.parameters as _parameters
}

test_a_disk_that_left_with_footage_on_it_is_found if {
	late := _input({"d": object.union(_disk, {"destroyed": "2026-11-11"})})
	expected := "at the latest on 2026-11-10"
	des_06.deny == {_finding("destroyed", expected, "2026-11-11")} with input as late with data.parameters as _parameters
	never := _input({"d": object.remove(_disk, ["destroyed"])})
	des_06.deny == {_finding("destroyed", expected, null)} with input as never with data.parameters as _parameters
}

test_an_empty_register_passes if {
	every document in [_input({}), object.union(_input({}), {"today": "2026-12-02"})] {
		count(des_06.deny | des_06.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_register_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/disposals")}
	read := _input({"d": {"left": "2026-11-10"}})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"disposals_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"disposals": {}}},
	] {
		des_06.unknown == unknown with input as document with data.parameters as _parameters
		count(des_06.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(des_06.subjects | (des_06.deny | des_06.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	des_06.control == "CCTV-DES-06"
	des_06.subjects == {"site/s"} with input as _input({})
}
