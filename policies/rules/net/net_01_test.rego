package rules.net.net_01_test

import data.rules.net.net_01

_parameters := {"closed_zone_kinds": ["camera", "recording"]}

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
