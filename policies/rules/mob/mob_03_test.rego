package rules.mob.mob_03_test

import data.lib
import data.rules.mob.mob_03

_parameters := {"prohibited_area_kinds": ["toilet"]}

_input(camera, attestations) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "areas": {"hall": {"kind": "lobby"}, "wc": {"kind": "toilet"}}},
		"cameras": {"c": object.union({"regime": "art25_2_mobile"}, camera)},
		"attestations": attestations,
	},
}

test_a_device_that_stays_out_passes if {
	document := _input({"area": "hall"}, {})
	count(mob_03.deny | mob_03.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_a_device_that_sees_such_a_place_is_found if {
	expected := "no area of the kinds toilet"
	inside := lib.finding("camera/s/c", "/cameras/c/area", expected, {"wc": "toilet"})
	mob_03.deny == {inside} with input as _input({"area": "wc"}, {}) with data.parameters as _parameters
	passing := lib.finding("camera/s/c", "/cameras/c/sees", expected, {"wc": "toilet"})
	document := _input({"area": "hall", "sees": ["wc"]}, {})
	mob_03.deny == {passing} with input as document with data.parameters as _parameters
}

test_what_a_person_found_bad_is_found if {
	attestation := {"control": "CCTV-MOB-03", "subject": "camera/s/c", "date": "2026-11-01", "result": "bad"}
	document := _input({"area": "hall"}, {"a": attestation})
	finding := lib.finding("camera/s/c", "/attestations/a/result", "good", "bad")
	mob_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_an_area_that_is_not_described_is_found if {
	count(mob_03.deny) == 1 with input as _input({"area": "gone"}, {}) with data.parameters as _parameters
}

test_other_cameras_are_left_out if {
	attestation := {"control": "CCTV-MOB-03", "subject": "camera/s/c", "date": "2026-11-01", "result": "bad"}
	document := _input({"regime": "art25_open", "area": "wc"}, {"a": attestation})
	{answer.subject | some answer in mob_03.not_applicable} == {"camera/s/c"} with input as document
	count(mob_03.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	mob_03.control == "CCTV-MOB-03"
	mob_03.subjects == {"camera/s/c"} with input as _input({}, {})
}
