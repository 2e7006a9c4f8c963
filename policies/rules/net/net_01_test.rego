package rules.net.net_01_test

import data.rules.net.net_01

_parameters := {"observed_max_age_days": 2, "closed_zone_kinds": ["camera", "recording"]}

_zones := {
	"cameras": {"kind": "camera", "cidr": "10.0.1.0/24"},
	"office": {"kind": "office", "cidr": "10.0.2.0/24"},
	"internet": {"kind": "internet", "cidr": "0.0.0.0/0"},
}

_declared(edges) := {
	"site": {"id": "s", "zones": object.remove(_zones, ["internet"])},
	"network": {"zones": _zones, "edges": edges},
}

_edge(from, to) := {
	"id": sprintf("%s-%s", [from, to]),
	"from": from,
	"to": to,
	"service": "https",
	"path": sprintf("/site/flows/%s-%s", [from, to]),
}

test_without_a_way_out_it_passes if {
	edges := [_edge("office", "cameras"), _edge("cameras", "office")]
	count(net_01.deny) == 0 with input.declared as _declared(edges) with data.parameters as _parameters
}

test_two_hops_to_the_internet_are_found if {
	edges := [_edge("cameras", "office"), _edge("office", "internet")]
	net_01.deny == {
		{
			"subject": "zone/s/cameras",
			"source": "declared",
			"path": "/site/flows/office-internet",
			"expected": "no way to the internet",
			"actual": "cameras -> office -> internet",
		},
		{
			"subject": "zone/s/office",
			"source": "declared",
			"path": "/site/flows/office-internet",
			"expected": "no way to the internet",
			"actual": "office -> internet",
		},
	} with input.declared as _declared(edges) with data.parameters as _parameters
}

test_two_hops_from_the_internet_are_found if {
	edges := [_edge("internet", "office"), _edge("office", "cameras")]
	found := net_01.deny with input.declared as _declared(edges) with data.parameters as _parameters
	{
		"subject": "zone/s/cameras",
		"source": "declared",
		"path": "/site/flows/internet-office",
		"expected": "no way from the internet",
		"actual": "internet -> office -> cameras",
	} in found
}

test_of_another_zone_only_a_direct_way_is_found if {
	edges := [_edge("office", "cameras"), _edge("cameras", "internet")]
	found := net_01.deny with input.declared as _declared(edges) with data.parameters as _parameters
	{finding.subject | some finding in found} == {"zone/s/cameras"}
}

test_without_edges_every_zone_is_looked_at if {
	net_01.subjects == {"zone/s/cameras", "zone/s/office"} with input.declared as _declared([])
}

_watched := {
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

_seeing(neighbours) := {
	"today": "2026-12-01",
	"declared": _watched,
	"observed": {"hosts": {"recorder": {"seen": "2026-12-01", "neighbours": neighbours}}},
}

_found(denied) := {[finding.subject, finding.path, finding.expected] | some finding in denied}

test_known_devices_pass if {
	known := [
		{"mac": "02:00:00:00:00:11", "interface": "eth0", "by": "neighbour"},
		{"mac": "02:00:00:00:00:12", "interface": "eth0", "by": "neighbour"},
	]
	count(net_01.deny) == 0 with input as _seeing(known) with data.parameters as _parameters
	count(net_01.unknown) == 0 with input as _seeing(known) with data.parameters as _parameters
}

test_a_stranger_is_found if {
	strangers := [{"mac": "02:00:00:00:00:66", "interface": "eth0", "by": "neighbour"}]
	found := net_01.deny with input as _seeing(strangers) with data.parameters as _parameters
	_found(found) == {["zone/s/cameras", "/hosts/recorder/neighbours/0", "a device that is declared"]}
}

test_a_camera_in_another_zone_is_found if {
	moved := [{"mac": "02:00:00:00:00:11", "interface": "eth1", "by": "neighbour"}]
	found := net_01.deny with input as _seeing(moved) with data.parameters as _parameters
	_found(found) == {["zone/s/recording", "/hosts/recorder/neighbours/0", "in cameras, as declared"]}
}

test_a_zone_without_footage_does_not_matter if {
	seen := [{"mac": "02:00:00:00:00:66", "interface": "eth2", "by": "neighbour"}]
	count(net_01.deny) == 0 with input as _seeing(seen) with data.parameters as _parameters
}

test_an_unknown_leg_tells_of_no_zone if {
	seen := [{"mac": "02:00:00:00:00:66", "interface": "tun0", "by": "neighbour"}]
	count(net_01.deny) == 0 with input as _seeing(seen) with data.parameters as _parameters
}

test_without_a_report_it_is_unknown if {
	silent := {"today": "2026-12-01", "declared": _watched, "observed": {"hosts": {"recorder": {"seen": "2026-12-01"}}}}
	missing := net_01.unknown with input as silent with data.parameters as _parameters
	{entry.subject | some entry in missing} == {"zone/s/cameras", "zone/s/recording"}
}

test_old_evidence_is_unknown if {
	old := object.union(_seeing([]), {"today": "2026-12-09"})
	missing := net_01.unknown with input as old with data.parameters as _parameters
	{entry.subject | some entry in missing} == {"zone/s/cameras", "zone/s/recording"}
}

test_a_camera_without_a_zone_belongs_among_cameras_only if {
	moved := [{"mac": "02:00:00:00:00:12", "interface": "eth1", "by": "neighbour"}]
	found := net_01.deny with input as _seeing(moved) with data.parameters as _parameters
	_found(found) == {["zone/s/recording", "/hosts/recorder/neighbours/0", "in cameras, as declared"]}
}

test_a_camera_that_names_its_zone_belongs_nowhere_else if {
	elsewhere := object.union(_watched, {"cameras": {"cam-001": {"mac": "02:00:00:00:00:11", "zone": "recording"}}})
	seen := [{"mac": "02:00:00:00:00:11", "interface": "eth0", "by": "neighbour"}]
	document := object.union(_seeing(seen), {"declared": elsewhere})
	found := net_01.deny with input as document with data.parameters as _parameters
	_found(found) == {["zone/s/cameras", "/hosts/recorder/neighbours/0", "in recording, as declared"]}
}
