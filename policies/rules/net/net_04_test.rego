package rules.net.net_04_test

import data.rules.net.net_04

_parameters := {"camera_target_kinds": ["camera", "recording"]}

_zones := {
	"cameras": {"kind": "camera"},
	"recording": {"kind": "recording"},
	"office": {"kind": "office"},
}

_declared(target) := {
	"site": {"id": "s", "zones": _zones},
	"network": {
		"zones": _zones,
		"edges": [{"id": "f", "from": "cameras", "to": target, "service": "ntp", "path": "/site/flows/f"}],
	},
}

test_recorders_and_the_gateway_may_be_reached if {
	every target in ["recording", "host/gateway"] {
		count(net_04.deny) == 0 with input.declared as _declared(target) with data.parameters as _parameters
	}
}

test_the_office_may_not if {
	net_04.deny == {{
		"subject": "zone/s/cameras",
		"source": "declared",
		"path": "/site/flows/f",
		"expected": "to zones of kind camera, recording only",
		"actual": "cameras -> office (ntp), a zone of kind office",
	}} with input.declared as _declared("office") with data.parameters as _parameters
}

test_what_others_open_is_not_asked if {
	edge := {"id": "f", "from": "recording", "to": "office", "service": "ntp", "path": "/site/flows/f"}
	declared := {"site": {"id": "s", "zones": _zones}, "network": {"zones": _zones, "edges": [edge]}}
	count(net_04.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_other_zones_are_left_out if {
	left := net_04.not_applicable with input.declared as _declared("office") with data.parameters as _parameters
	{entry.subject | some entry in left} == {"zone/s/recording", "zone/s/office"}
}

test_every_zone_is_looked_at if {
	count(net_04.subjects) == 3 with input.declared as _declared("office")
}
