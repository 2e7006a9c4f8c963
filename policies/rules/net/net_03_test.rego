package rules.net.net_03_test

import data.rules.net.net_03

_parameters := {"observed_max_age_days": 2, "ways_out": ["upnp", "p2p"], "exposable_roles": ["recorder"]}

_declared := {"site": {"id": "s", "hosts": {"recorder": {"role": "recorder"}, "desk": {"role": "viewing"}}}}

_input(exposed) := {
	"today": "2026-12-01",
	"declared": _declared,
	"observed": {"hosts": {"recorder": {"seen": "2026-11-30", "exposed": exposed}}},
}

test_closed_ways_pass if {
	good := _input({"upnp": false, "p2p": false})
	count(net_03.deny) == 0 with input as good with data.parameters as _parameters
	count(net_03.unknown) == 0 with input as good with data.parameters as _parameters
}

test_an_open_way_is_found if {
	net_03.deny == {{
		"subject": "host/s/recorder",
		"source": "observed",
		"path": "/hosts/recorder/exposed/p2p",
		"expected": false,
		"actual": true,
	}} with input as _input({"upnp": false, "p2p": true}) with data.parameters as _parameters
}

test_a_way_not_reported_is_unknown if {
	net_03.unknown == {{
		"subject": "host/s/recorder",
		"source": "observed",
		"path": "/hosts/recorder/exposed/p2p",
	}} with input as _input({"upnp": false}) with data.parameters as _parameters
}

test_an_old_report_is_unknown if {
	old := object.union(_input({"upnp": false, "p2p": false}), {"today": "2026-12-31"})
	count(net_03.unknown) == 2 with input as old with data.parameters as _parameters
}

test_other_hosts_are_left_out if {
	left := net_03.not_applicable with input as _input({}) with data.parameters as _parameters
	{entry.subject | some entry in left} == {"host/s/desk"}
}

test_every_host_is_looked_at if {
	net_03.subjects == {"host/s/recorder", "host/s/desk"} with input as _input({})
}
