package rules.sign.sign_12_test

import data.lib
import data.rules.sign.sign_12

_parameters := {"sign_supplement_layouts": []}

_input(attestations) := {"today": "2026-12-01", "declared": {
	"site": {"id": "s", "service": "in-service", "signs": {"gate": {}}},
	"cameras": {
		"c": {"sign": "gate", "service": "in-service", "regime": "art25_open"},
		"d": {"sign": "dock", "service": "in-service"},
		"staff": {"service": "in-service", "regime": "art15_nonopen"},
		"next": {"sign": "gate", "service": "planned", "regime": "art25_open"},
	},
	"attestations": attestations,
}}

_read(printed) := {"control": "CCTV-SIGN-12", "subject": "sign/s/gate", "date": "2026-11-01", "printed": printed}

test_open_cameras_in_service_are_counted if {
	count(sign_12.deny) == 0 with input as _input({"a": _read({"count": 2})}) with data.parameters as _parameters
}

test_no_attestation_is_left_to_people if {
	count(sign_12.deny | sign_12.not_applicable) == 0 with input as _input({}) with data.parameters as _parameters
}

test_another_number_is_found if {
	finding := lib.finding("sign/s/gate", "/attestations/a/printed/count", 2, 3)
	sign_12.deny == {finding} with input as _input({"a": _read({"count": 3})}) with data.parameters as _parameters
}

test_attestation_without_a_number_is_found if {
	finding := lib.finding("sign/s/gate", "/attestations/a/printed/count", "the number that is printed", null)
	every printed in [{}, {"hours": "24h"}] {
		sign_12.deny == {finding} with input as _input({"a": _read(printed)}) with data.parameters as _parameters
	}
}

test_number_may_stand_in_another_attestation_of_the_sign if {
	document := _input({"a": _read({}), "b": object.union(_read({"count": 2}), {"control": "CCTV-SIGN-11"})})
	count(sign_12.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_site_has_nothing_to_compare_yet if {
	document := object.union(_input({"a": _read({"count": 5})}), {"declared": {"site": {"service": "planned"}}})
	count(sign_12.deny) == 0 with input as document with data.parameters as _parameters
}

test_sign_of_staff_cameras_is_not_bound if {
	declared := {
		"site": {"id": "s", "service": "in-service", "signs": {"gate": {}}},
		"cameras": {"c": {"sign": "gate", "service": "in-service", "regime": "art15_nonopen"}},
		"attestations": {"a": _read({"count": 5})},
	}
	document := {"today": "2026-12-01", "declared": declared}
	sign_12.not_applicable == {lib.not_applicable("sign/s/gate", lib.staff_only)} with input as document
		with data.parameters as _parameters
	count(sign_12.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_12.control == "CCTV-SIGN-12"
	sign_12.subjects == {"sign/s/gate"} with input as _input({})
}
