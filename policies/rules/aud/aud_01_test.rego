package rules.aud.aud_01_test

import data.lib
import data.rules.aud.aud_01

_declared(camera) := {"site": {"id": "s"}, "cameras": {"c": camera}}

test_silent_camera_passes if {
	count(aud_01.deny) == 0 with input.declared as _declared({"audio": false})
}

test_sound_is_found if {
	aud_01.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/audio",
		"expected": false,
		"actual": true,
	}} with input.declared as _declared({"audio": true})
}

test_missing_field_is_found if {
	some finding in aud_01.deny with input.declared as _declared({})
	finding.actual == null
}

test_every_camera_is_looked_at if {
	aud_01.subjects == {"camera/s/c"} with input.declared as _declared({})
}

_parameters := {"observed_max_age_days": 2}

_observed(camera, recording) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service"},
		"cameras": {"c": object.union({"audio": false, "recorder": "r", "service": "in-service"}, camera)},
	},
	"observed": {"hosts": {"r": {"seen": "2026-12-01", "recording": recording}}},
}

test_silent_footage_passes if {
	document := _observed({}, {"c": {"audio": false}})
	count(aud_01.deny | aud_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_footage_with_sound_is_found if {
	document := _observed({}, {"c": {"audio": true}})
	finding := lib.finding_observed("camera/s/c", "/hosts/r/recording/c/audio", false, true)
	aud_01.deny == {finding} with input as document with data.parameters as _parameters
	count(aud_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_footage_that_nobody_listened_to_is_unknown if {
	unknown := lib.unknown("camera/s/c", "observed", "/hosts/r/recording/c")
	every recording in [{}, {"c": {}}, {"c": {"oldest": "2026-11-20"}}] {
		document := _observed({}, recording)
		aud_01.unknown == {unknown} with input as document with data.parameters as _parameters
	}
}

test_stale_evidence_is_unknown if {
	document := object.union(_observed({}, {"c": {"audio": true}}), {"today": "2026-12-05"})
	count(aud_01.unknown) == 1 with input as document with data.parameters as _parameters
	count(aud_01.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_camera_without_footage_is_not_waited_for if {
	count(aud_01.unknown) == 0 with input as _observed({"service": "planned"}, {}) with data.parameters as _parameters
}
