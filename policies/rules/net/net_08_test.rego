package rules.net.net_08_test

import data.rules.net.net_08

_parameters := {"observed_max_age_days": 2, "closed_zone_kinds": ["camera", "recording"]}

_declared := {
	"site": {
		"id": "s",
		"zones": {
			"cameras": {"kind": "camera", "cidr": "10.0.1.0/24"},
			"recording": {"kind": "recording", "cidr": "10.0.2.0/24"},
			"office": {"kind": "office", "cidr": "10.0.3.0/24"},
		},
		"hosts": {"recorder": {"role": "recorder", "interfaces": {
			"eth0": {"zone": "cameras", "mac": "02:00:00:00:00:02"},
			"eth1": {"zone": "recording", "mac": "02:00:00:00:00:03"},
			"eth2": {"zone": "office", "mac": "02:00:00:00:00:04"},
		}}},
	},
	"cameras": {
		"cam-001": {"mac": "02:00:00:00:00:11", "zone": "cameras"},
		"cam-002": {"mac": "02:00:00:00:00:12"},
	},
}

_input(neighbours) := {
	"today": "2026-12-01",
	"declared": _declared,
	"observed": {"hosts": {"recorder": {"seen": "2026-12-01", "neighbours": neighbours}}},
}

_found(denied) := {[finding.subject, finding.path, finding.expected] | some finding in denied}

test_known_devices_pass if {
	known := [
		{"mac": "02:00:00:00:00:11", "interface": "eth0", "by": "neighbour"},
		{"mac": "02:00:00:00:00:12", "interface": "eth0", "by": "neighbour"},
	]
	net_08.subjects == {"zone/s/cameras", "zone/s/recording", "zone/s/office"} with input as _input(known)
		with data.parameters as _parameters
	count(net_08.deny) == 0 with input as _input(known) with data.parameters as _parameters
	count(net_08.unknown) == 0 with input as _input(known) with data.parameters as _parameters
}

test_a_stranger_is_found if {
	strangers := [{"mac": "02:00:00:00:00:66", "interface": "eth0", "by": "neighbour"}]
	found := net_08.deny with input as _input(strangers) with data.parameters as _parameters
	_found(found) == {["zone/s/cameras", "/hosts/recorder/neighbours/0", "a device that is declared"]}
}

test_a_camera_in_another_zone_is_found if {
	moved := [{"mac": "02:00:00:00:00:11", "interface": "eth1", "by": "neighbour"}]
	found := net_08.deny with input as _input(moved) with data.parameters as _parameters
	_found(found) == {["zone/s/recording", "/hosts/recorder/neighbours/0", "in cameras, as declared"]}
}

test_a_zone_without_footage_does_not_matter if {
	seen := [{"mac": "02:00:00:00:00:66", "interface": "eth2", "by": "neighbour"}]
	count(net_08.deny) == 0 with input as _input(seen) with data.parameters as _parameters
	excluded := net_08.not_applicable with input as _input([]) with data.parameters as _parameters
	{entry.subject | some entry in excluded} == {"zone/s/office"}
}

test_an_unknown_leg_tells_of_no_zone if {
	seen := [{"mac": "02:00:00:00:00:66", "interface": "tun0", "by": "neighbour"}]
	count(net_08.deny) == 0 with input as _input(seen) with data.parameters as _parameters
}

test_without_a_report_it_is_unknown if {
	silent := {"today": "2026-12-01", "declared": _declared, "observed": {"hosts": {"recorder": {"seen": "2026-12-01"}}}}
	missing := net_08.unknown with input as silent with data.parameters as _parameters
	{entry.subject | some entry in missing} == {"zone/s/cameras", "zone/s/recording"}
}

test_old_evidence_is_unknown if {
	old := object.union(_input([]), {"today": "2026-12-09"})
	missing := net_08.unknown with input as old with data.parameters as _parameters
	{entry.subject | some entry in missing} == {"zone/s/cameras", "zone/s/recording"}
}

test_a_camera_without_a_zone_belongs_among_cameras_only if {
	moved := [{"mac": "02:00:00:00:00:12", "interface": "eth1", "by": "neighbour"}]
	found := net_08.deny with input as _input(moved) with data.parameters as _parameters
	_found(found) == {["zone/s/recording", "/hosts/recorder/neighbours/0", "in cameras, as declared"]}
}

test_a_camera_that_names_its_zone_belongs_nowhere_else if {
	elsewhere := object.union(_declared, {"cameras": {"cam-001": {"mac": "02:00:00:00:00:11", "zone": "recording"}}})
	seen := [{"mac": "02:00:00:00:00:11", "interface": "eth0", "by": "neighbour"}]
	document := object.union(_input(seen), {"declared": elsewhere})
	found := net_08.deny with input as document with data.parameters as _parameters
	_found(found) == {["zone/s/cameras", "/hosts/recorder/neighbours/0", "in recording, as declared"]}
}
