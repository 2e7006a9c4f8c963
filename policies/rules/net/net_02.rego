# METADATA
# title: A firewall denies by default, and nothing on a host is undeclared
# description: |
#   Every site has a gateway, no flow is open to every address, and the gateway reports that its firewall drops what
#   is not allowed. The rules that a host has loaded are those of the inventory; it listens for flows that are
#   declared or that its role implies; only root and declared accounts can log in, and by key; nothing leaves by way of
#   the camera network, and no name server is asked.
package rules.net.net_02

import data.lib

control := "CCTV-NET-02"

subjects contains lib.site_subject

deny contains lib.finding(subject, "/site/hosts", "a host of role gateway", null) if {
	count(_gateways) == 0
	subject := lib.site_subject
}

deny contains lib.finding(lib.site_subject, edge.path, "a flow between named networks", cidr) if {
	some edge in input.declared.network.edges
	some end in [edge.from, edge.to]
	cidr := input.declared.network.zones[end].cidr
	endswith(cidr, "/0")
}

deny contains lib.finding_observed(lib.site_subject, path, "drop", policy) if {
	some id in _gateways
	some chain in {"input", "forward"}
	policy := lib.fresh_hosts[id].firewall[chain]
	policy != "drop"
	path := sprintf("/hosts/%s/firewall/%s", [id, chain])
}

deny contains _finding(id, _differences, [], found) if {
	some id, found in lib.settings(lib.site_hosts, _differences)
	count(found) > 0
}

deny contains _finding(id, ["listeners", port], "a flow that is declared", actual) if {
	some id, listeners in lib.settings(lib.site_hosts, ["listeners"])
	some port, listener in listeners
	every service in listener.services {
		not service in _awaited(id)
	}
	actual := sprintf("%s: %s", [port, object.get(listener, "program", "unknown")])
}

deny contains _finding(id, ["logins"], "root, or an account that is declared", login) if {
	some id, logins in lib.settings(lib.site_hosts, ["logins"])
	some login in logins
	login != "root"
	not login in _accounts
}

deny contains _finding(id, ["ssh", setting], false, true) if {
	some id, ssh in lib.settings(lib.site_hosts, ["ssh"])
	some setting, true in ssh
}

deny contains _finding(id, ["routes"], "no way out among cameras", route.interface) if {
	some id, routes in lib.settings(lib.site_hosts, ["routes"])
	some route in routes
	leg := input.declared.site.hosts[id].interfaces[route.interface]
	input.declared.network.zones[leg.zone].kind == "camera"
}

deny contains _finding(id, ["resolvers"], [], resolvers) if {
	some id, resolvers in lib.settings(lib.site_hosts, ["resolvers"])
	count(resolvers) > 0
}

unknown contains lib.unknown(lib.site_subject, "observed", sprintf("/hosts/%s/firewall", [id])) if {
	some id in _gateways
	some chain in {"input", "forward"}
	not lib.fresh_hosts[id].firewall[chain]
}

unknown contains lib.unknown(lib.site_subject, "observed", pointer) if {
	some keys in [_differences, ["listeners"], ["logins"], ["ssh"], ["routes"], ["resolvers"]]
	some pointer in lib.settings_missing(lib.site_hosts, keys)
}

_finding(id, keys, expected, actual) := lib.finding_observed(
	lib.site_subject,
	lib.setting_pointer(id, keys),
	expected,
	actual,
)

_differences := ["firewall", "differences"]

_accounts := object.keys(object.get(input.declared.site, "accounts", {}))

# The services that others may ask of a host. Cameras, and what stands among them, answer for themselves.
_awaited(id) := {edge.service |
	some edge in input.declared.network.edges
	edge.to in _nodes(id)
}

_nodes(id) := {sprintf("host/%s", [id])} if input.declared.site.hosts[id].role == "gateway"

_nodes(id) := {leg.zone |
	some leg in input.declared.site.hosts[id].interfaces
	input.declared.network.zones[leg.zone].kind != "camera"
} if {
	input.declared.site.hosts[id].role != "gateway"
}

_gateways contains id if {
	some id, host in input.declared.site.hosts
	host.role == "gateway"
}
