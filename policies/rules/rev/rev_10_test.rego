package rules.rev.rev_10_test

import data.lib
import data.rules.rev.rev_10

_parameters := {"observed_max_age_days": 2, "sign_supplement_layouts": []}

_versions := [{"version": "1.0", "effective": "2026-12-01"}, {"version": "1.1", "effective": "2027-06-01"}]

_input(today, printed) := {
	"today": today,
	"declared": {
		"site": {"id": "s", "signs": {"gate": {}, "web": {"mode": "web"}}},
		"cameras": {
			"a": {"regime": "art25_open", "sign": "gate"},
			"b": {"regime": "art25_open", "sign": "web"},
		},
		"attestations": {"photo": {
			"control": "CCTV-SIGN-11",
			"subject": "sign/s/gate",
			"date": "2026-12-01",
			"printed": printed,
		}},
	},
	"published": {"fetched": today, "versions": _versions},
}

test_the_version_in_force_passes if {
	every today, version in {"2027-05-31": "1.0", "2027-06-01": "1.1"} {
		document := _input(today, {"version": version})
		count(rev_10.deny | rev_10.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_sign_that_was_not_changed_is_found if {
	finding := lib.finding("sign/s/gate", "/attestations/photo/printed/version", "1.1", "1.0")
	rev_10.deny == {finding} with input as _input("2027-06-01", {"version": "1.0"})
		with data.parameters as _parameters
}

test_a_sign_that_nobody_read_is_for_the_witness if {
	document := _input("2027-06-01", {})
	count(rev_10.deny | rev_10.unknown) == 0 with input as document with data.parameters as _parameters
}

test_without_a_known_version_hung_signs_are_unknown if {
	document := object.remove(_input("2027-06-01", {"version": "1.0"}), ["published"])
	unknown := lib.unknown("sign/s/gate", "published", "/versions")
	rev_10.unknown == {unknown} with input as document with data.parameters as _parameters
	count(rev_10.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_notice_on_the_web_is_left_out if {
	left := rev_10.not_applicable with input as _input("2027-06-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"sign/s/web"}
}

test_every_sign_is_looked_at if {
	rev_10.control == "CCTV-REV-10"
	rev_10.subjects == {"sign/s/gate", "sign/s/web"} with input as _input("2027-06-01", {})
}
