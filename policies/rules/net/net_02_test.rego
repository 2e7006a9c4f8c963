package rules.net.net_02_test

import data.rules.net.net_02

_parameters := {"observed_max_age_days": 2}

_site := {"id": "s", "hosts": {"gateway": {"role": "gateway"}, "recorder": {"role": "recorder"}}}

_declared := {"site": _site, "network": {
	"zones": {"cameras": {"kind": "camera", "cidr": "10.0.1.0/24"}, "office": {"kind": "office", "cidr": "10.0.2.0/24"}},
	"edges": [{"id": "in", "from": "office", "to": "cameras", "path": "/site/flows/in"}],
}}

_observed(seen, policy) := {"hosts": {"gateway": {"seen": seen, "firewall": {"input": "drop", "forward": policy}}}}

_input(declared, observed) := {"today": "2026-12-01", "declared": declared, "observed": observed}

test_dropping_by_default_passes if {
	good := _input(_declared, _observed("2026-12-01", "drop"))
	count(net_02.deny) == 0 with input as good with data.parameters as _parameters
	count(net_02.unknown) == 0 with input as good with data.parameters as _parameters
}

test_accepting_by_default_is_found if {
	net_02.deny == {{
		"subject": "site/s",
		"source": "observed",
		"path": "/hosts/gateway/firewall/forward",
		"expected": "drop",
		"actual": "accept",
	}} with input as _input(_declared, _observed("2026-12-01", "accept")) with data.parameters as _parameters
}

test_without_a_report_it_is_unknown if {
	net_02.unknown == {{
		"subject": "site/s",
		"source": "observed",
		"path": "/hosts/gateway/firewall",
	}} with input as _input(_declared, {}) with data.parameters as _parameters
}

test_an_old_report_is_unknown if {
	old := _input(_declared, _observed("2026-11-01", "drop"))
	count(net_02.unknown) == 1 with input as old with data.parameters as _parameters
}

test_a_half_report_is_unknown if {
	half := _input(_declared, {"hosts": {"gateway": {"seen": "2026-12-01", "firewall": {"input": "drop"}}}})
	count(net_02.unknown) == 1 with input as half with data.parameters as _parameters
}

test_no_gateway_is_found if {
	bare := object.union(_declared, {"site": {"hosts": {"gateway": {"role": "viewing"}}}})
	some finding in net_02.deny with input as _input(bare, {}) with data.parameters as _parameters
	finding.path == "/site/hosts"
}

test_no_hosts_at_all_are_found if {
	bare := {"site": {"id": "s"}, "network": {"zones": {}, "edges": []}}
	some finding in net_02.deny with input as _input(bare, {}) with data.parameters as _parameters
	finding.path == "/site/hosts"
}

test_a_flow_from_every_address_is_found if {
	network := {
		"zones": {"all": {"kind": "office", "cidr": "0.0.0.0/0"}, "cameras": {"kind": "camera", "cidr": "10.0.1.0/24"}},
		"edges": [{"id": "in", "from": "all", "to": "cameras", "path": "/site/flows/in"}],
	}
	open := {"site": _site, "network": network}
	some finding in net_02.deny with input as _input(open, {}) with data.parameters as _parameters
	finding.path == "/site/flows/in"
	finding.actual == "0.0.0.0/0"
}

test_the_site_is_looked_at if {
	net_02.subjects == {"site/s"} with input as _input(_declared, {})
}
