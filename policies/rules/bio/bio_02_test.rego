package rules.bio.bio_02_test

import data.lib
import data.rules.bio.bio_02

_declared(camera) := {
	"site": {"id": "s"},
	"policy": {"analytics": {"intrusion": ["crime", "safety"], "fire": ["safety"]}},
	"cameras": {"c": camera},
}

_expected := "kinds that serve a purpose of the camera, by `analytics` of the policy"

test_what_serves_a_purpose_of_the_camera_passes if {
	every camera in [
		{"analytics": [], "purposes": ["crime"]},
		{"analytics": ["intrusion"], "purposes": ["crime"]},
		{"analytics": ["intrusion", "fire"], "purposes": ["crime", "safety"]},
	] {
		count(bio_02.deny) == 0 with input.declared as _declared(camera)
	}
}

test_what_serves_another_purpose_is_found if {
	every outside in ["fire", "counting"] {
		camera := {"analytics": ["intrusion", outside], "purposes": ["crime"]}
		finding := lib.finding("camera/s/c", "/cameras/c/analytics", _expected, [outside])
		bio_02.deny == {finding} with input.declared as _declared(camera)
	}
}

test_a_policy_that_says_nothing_allows_nothing if {
	camera := {"analytics": ["intrusion"], "purposes": ["crime"]}
	count(bio_02.deny) == 1 with input.declared as {"site": {"id": "s"}, "cameras": {"c": camera}}
	without := {"analytics": ["intrusion"]}
	count(bio_02.deny) == 1 with input.declared as _declared(without)
}

test_missing_field_is_found if {
	finding := lib.finding("camera/s/c", "/cameras/c/analytics", "a list, empty for nothing", null)
	bio_02.deny == {finding} with input.declared as _declared({"purposes": ["crime"]})
}

test_every_camera_is_looked_at if {
	bio_02.control == "CCTV-BIO-02"
	bio_02.subjects == {"camera/s/c"} with input.declared as _declared({})
}
