package rules.sign.sign_03_test

import data.lib
import data.rules.sign.sign_03

_parameters := {"observed_max_age_days": 2, "sign_supplement_layouts": []}

_published(fetched) := {"published": {"fetched": fetched, "versions": [
	{"version": "1.0", "effective": "2026-03-02"},
	{"version": "1.1", "effective": "2026-12-01"},
	{"version": "1.2", "effective": "2026-12-02"},
]}}

_input(attestations) := {"today": "2026-12-01", "declared": {
	"policy": {"hours": "24h", "responsible": {"phone": "02-3782-0114"}},
	"site": {"id": "s", "service": "in-service", "signs": {"gate": {"area": "yard"}}},
	"cameras": {
		"c": {"sign": "gate", "service": "in-service"},
		"d": {"sign": "gate", "service": "planned", "hours": "06:00-22:00"},
	},
	"attestations": attestations,
}}

_read(date, printed) := {"control": "CCTV-SIGN-11", "subject": "sign/s/gate", "date": date, "printed": printed}

test_equal_values_pass if {
	document := _input({"a": _read("2026-12-01", {"hours": "24h", "phone": "(02) 3782 0114", "version": "1.0"})})
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_what_nobody_has_read_is_left_to_the_attestation if {
	every attestations in [{}, {"a": _read("2026-12-01", {"count": 3})}] {
		count(sign_03.deny) == 0 with input as _input(attestations) with data.parameters as _parameters
	}
}

test_other_values_are_found if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"hours": "06:00-22:00", "phone": "02-1", "version": "1.0"})}),
		_published("2026-12-01"),
	)
	sign_03.deny == {
		lib.finding("sign/s/gate", "/attestations/a/printed/hours", "24h", "06:00-22:00"),
		lib.finding("sign/s/gate", "/attestations/a/printed/phone", "02-3782-0114", "02-1"),
		lib.finding("sign/s/gate", "/attestations/a/printed/version", "1.1", "1.0"),
	} with input as document with data.parameters as _parameters
}

test_cameras_of_different_hours_cannot_be_printed_as_one if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"hours": "24h"})}),
		{"declared": {"cameras": {"d": {"service": "in-service"}}}},
	)
	finding := lib.finding("sign/s/gate", "/attestations/a/printed/hours", "06:00-22:00, 24h", "24h")
	sign_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_the_newest_reading_up_to_today_counts if {
	document := _input({
		"a": _read("2026-11-01", {"hours": "06:00-22:00"}),
		"b": _read("2026-11-02", {"hours": "24h"}),
		"c": _read("2026-11-03", {"count": 2}),
		"d": _read("2026-12-02", {"hours": "07:00-22:00"}),
	})
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_site_has_nothing_to_compare_yet if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"hours": "06:00-22:00"})}),
		{"declared": {"site": {"service": "planned"}}},
	)
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_sign_of_staff_cameras_is_not_bound if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"phone": "02-1"})}),
		{"declared": {"cameras": {"c": {"regime": "art15_nonopen"}, "d": {"regime": "art15_nonopen"}}}},
	)
	answer := lib.not_applicable("sign/s/gate", lib.staff_only)
	sign_03.not_applicable == {answer} with input as document with data.parameters as _parameters
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_sign_is_looked_at if {
	sign_03.control == "CCTV-SIGN-03"
	sign_03.subjects == {"sign/s/gate"} with input as _input({})
}

test_the_version_in_force_passes if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"version": "1.1"})}),
		_published("2026-12-01"),
	)
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_what_the_homepage_showed_long_ago_is_no_evidence if {
	document := object.union(
		_input({"a": _read("2026-11-01", {"version": "1.0"})}),
		_published("2026-11-28"),
	)
	count(sign_03.deny) == 0 with input as document with data.parameters as _parameters
}
