package rules.net.net_02_test

import data.rules.net.net_02

_parameters := {"observed_max_age_days": 2}

_declared := {
	"site": {
		"id": "s",
		"accounts": {"s10001": {"role": "guard"}},
		"hosts": {
			"gateway": {"role": "gateway", "interfaces": {"eth0": {"zone": "recording"}, "eth1": {"zone": "cameras"}}},
			"recorder": {"role": "recorder", "interfaces": {"eth0": {"zone": "cameras"}, "eth1": {"zone": "recording"}}},
		},
	},
	"network": {
		"zones": {
			"recording": {"kind": "recording", "cidr": "10.0.2.0/24"},
			"cameras": {"kind": "camera", "cidr": "10.0.1.0/24"},
		},
		"edges": [
			{"id": "s", "from": "m", "to": "recording", "service": "ssh", "path": "/site/hosts/recorder"},
			{"id": "g", "from": "m", "to": "host/gateway", "service": "ssh", "path": "/site/hosts/gateway"},
			{"id": "w", "from": "viewing", "to": "recording", "service": "https", "path": "/site/hosts/recorder"},
			{"id": "r", "from": "recording", "to": "cameras", "service": "rtsp", "path": "/site/hosts/recorder"},
		],
	},
}

_good := {
	"seen": "2026-12-01",
	"firewall": {"input": "drop", "forward": "drop", "differences": []},
	"listeners": {"tcp-22": {"services": ["ssh", "tcp/22"]}},
	"logins": ["root", "s10001"],
	"ssh": {"passwords": false, "root_passwords": false, "forwarding": false},
	"routes": [{"interface": "eth1"}],
	"resolvers": [],
}

_gateway := object.union(_good, {"routes": []})

_document(declared, gateway, recorder) := {
	"today": "2026-12-01",
	"declared": declared,
	"observed": {"hosts": {"gateway": gateway, "recorder": recorder}},
}

_found(denied) := {[finding.path, finding.actual] | some finding in denied}

test_all_as_declared_passes if {
	net_02.subjects == {"site/s"} with input as _document(_declared, _gateway, _good)
	count(net_02.deny) == 0 with input as _document(_declared, _gateway, _good) with data.parameters as _parameters
	count(net_02.unknown) == 0 with input as _document(_declared, _gateway, _good) with data.parameters as _parameters
}

test_a_declared_flow_may_be_listened_for if {
	recorder := object.union(_good, {"listeners": {"tcp-443": {"services": ["https", "tcp/443"], "program": "nginx"}}})
	count(net_02.deny) == 0 with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
}

test_differences_are_found if {
	recorder := object.union(_good, {"firewall": {"differences": ["+x"]}})
	net_02.deny == {{
		"subject": "site/s",
		"source": "observed",
		"path": "/hosts/recorder/firewall/differences",
		"expected": [],
		"actual": ["+x"],
	}} with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
}

test_a_listener_that_nobody_declared_is_found if {
	recorder := object.union(_good, {"listeners": {"tcp-80": {"services": ["http", "tcp/80"]}}})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/listeners/tcp-80", "tcp-80: unknown"]}
}

test_the_flow_to_a_camera_is_none_to_the_recorder_beside_it if {
	listeners := {"tcp-554": {"services": ["rtsp"], "program": "vlc"}}
	recorder := object.union(_good, {"listeners": listeners})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/listeners/tcp-554", "tcp-554: vlc"]}
}

test_the_flow_to_the_recorder_is_none_to_the_gateway if {
	listeners := {"tcp-443": {"services": ["https"], "program": "nginx"}}
	document := _document(_declared, object.union(_gateway, {"listeners": listeners}), _good)
	found := net_02.deny with input as document with data.parameters as _parameters
	_found(found) == {["/hosts/gateway/listeners/tcp-443", "tcp-443: nginx"]}
}

test_a_stranger_who_can_log_in_is_found if {
	recorder := object.union(_good, {"logins": ["root", "support"]})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/logins", "support"]}
}

test_passwords_are_found if {
	recorder := object.union(_good, {"ssh": {"passwords": true}})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/ssh/passwords", true]}
}

test_a_way_out_among_cameras_is_found if {
	recorder := object.union(_good, {"routes": [{"interface": "eth0"}]})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/routes", "eth0"]}
}

test_a_name_server_is_found if {
	recorder := object.union(_good, {"resolvers": ["192.0.2.53"]})
	found := net_02.deny with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
	_found(found) == {["/hosts/recorder/resolvers", ["192.0.2.53"]]}
}

test_what_a_host_does_not_tell_is_unknown if {
	document := _document(_declared, _gateway, {"seen": "2026-12-01"})
	found := net_02.unknown with input as document with data.parameters as _parameters
	{missing.subject | some missing in found} == {"site/s"}
	{missing.source | some missing in found} == {"observed"}
	{missing.path | some missing in found} == {
		"/hosts/recorder/firewall/differences", "/hosts/recorder/listeners", "/hosts/recorder/logins",
		"/hosts/recorder/ssh", "/hosts/recorder/routes", "/hosts/recorder/resolvers",
	}
}

test_old_evidence_is_unknown if {
	old := object.union(_document(_declared, _gateway, _good), {"today": "2026-12-09"})
	count(net_02.unknown) == 13 with input as old with data.parameters as _parameters
}

test_no_accounts_at_all_make_every_login_a_stranger if {
	site := object.remove(_declared.site, ["accounts"])
	without := _document({"site": site, "network": _declared.network}, _gateway, _good)
	found := net_02.deny with input as without with data.parameters as _parameters
	{finding.actual | some finding in found} == {"s10001"}
}

test_accepting_by_default_is_found if {
	gateway := object.union(_gateway, {"firewall": {"forward": "accept"}})
	net_02.deny == {{
		"subject": "site/s",
		"source": "observed",
		"path": "/hosts/gateway/firewall/forward",
		"expected": "drop",
		"actual": "accept",
	}} with input as _document(_declared, gateway, _good) with data.parameters as _parameters
}

test_another_host_than_the_gateway_may_forward_as_its_rules_say if {
	recorder := object.union(_good, {"firewall": {"forward": "accept"}})
	count(net_02.deny) == 0 with input as _document(_declared, _gateway, recorder) with data.parameters as _parameters
}

test_without_a_report_of_the_gateway_it_is_unknown if {
	found := net_02.unknown with input as _document(_declared, {}, _good) with data.parameters as _parameters
	{"subject": "site/s", "source": "observed", "path": "/hosts/gateway/firewall"} in found
}

test_a_half_report_is_unknown if {
	half := {"firewall": {"input": "drop", "differences": []}}
	gateway := object.union(object.remove(_gateway, ["firewall"]), half)
	found := net_02.unknown with input as _document(_declared, gateway, _good) with data.parameters as _parameters
	{missing.path | some missing in found} == {"/hosts/gateway/firewall"}
}

test_no_gateway_is_found if {
	bare := object.union(_declared, {"site": {"hosts": {"gateway": {"role": "viewing"}}}})
	some finding in net_02.deny with input as _document(bare, {}, {}) with data.parameters as _parameters
	finding.path == "/site/hosts"
}

test_no_hosts_at_all_are_found if {
	bare := {"site": {"id": "s"}, "network": {"zones": {}, "edges": []}}
	some finding in net_02.deny with input as _document(bare, {}, {}) with data.parameters as _parameters
	finding.path == "/site/hosts"
}

test_a_flow_from_every_address_is_found if {
	network := {
		"zones": {"all": {"kind": "office", "cidr": "0.0.0.0/0"}, "cameras": {"kind": "camera", "cidr": "10.0.1.0/24"}},
		"edges": [{"id": "in", "from": "all", "to": "cameras", "service": "https", "path": "/site/flows/in"}],
	}
	open := object.union(object.remove(_declared, ["network"]), {"network": network})
	some finding in net_02.deny with input as _document(open, {}, {}) with data.parameters as _parameters
	finding.path == "/site/flows/in"
	finding.actual == "0.0.0.0/0"
}
