package rules.gov.gov_02_test

import data.rules.gov.gov_02

_parameters := {
	"open_place_regimes": ["art25_open", "exempt"],
	"staff_place_regimes": ["art15_nonopen"],
}

_site := {"id": "s", "areas": {"gate": {"access": "public"}, "dock": {"access": "staff"}}}

_declared(camera) := {"site": _site, "cameras": {"c": object.union({"regime_reason": "Why"}, camera)}}

test_regime_that_fits_its_places_passes if {
	every camera in [
		{"area": "gate", "regime": "exempt"},
		{"area": "dock", "sees": ["dock"], "regime": "art15_nonopen"},
		{"area": "dock", "sees": ["gate"], "regime": "art25_open"},
		{"area": "gate", "sees": ["dock"], "regime": "art25_open"},
	] {
		count(gov_02.deny) == 0 with input.declared as _declared(camera) with data.parameters as _parameters
	}
}

test_open_regime_of_staff_place_is_found if {
	gov_02.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/regime",
		"expected": ["art15_nonopen"],
		"actual": "art25_open",
	}} with input.declared as _declared({"area": "dock", "regime": "art25_open"}) with data.parameters as _parameters
}

test_staff_regime_of_open_place_is_found if {
	every camera in [{"area": "gate"}, {"area": "dock", "sees": ["gate"]}, {"area": "unknown"}, {}] {
		some finding in gov_02.deny with data.parameters as _parameters
			with input.declared as _declared(object.union(camera, {"regime": "art15_nonopen"}))
		finding.expected == ["art25_open", "exempt"]
	}
}

test_missing_regime_is_found if {
	some finding in gov_02.deny with input.declared as _declared({"area": "gate"}) with data.parameters as _parameters
	finding.path == "/cameras/c/regime"
	finding.actual == null
}

test_missing_reason_is_found if {
	camera := {"area": "gate", "regime": "art25_open"}
	gov_02.deny == {{
		"subject": "camera/s/c",
		"source": "declared",
		"path": "/cameras/c/regime_reason",
		"expected": "why this part of the Act governs it",
		"actual": null,
	}} with input.declared as {"site": _site, "cameras": {"c": camera}} with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	gov_02.subjects == {"camera/s/c"} with input.declared as _declared({})
}
