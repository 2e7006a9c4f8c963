# METADATA
# title: Nothing on a host is undeclared
# description: |
#   The rules that a host has loaded are those of the inventory; it listens for flows that are declared or that its role
#   implies; only root and declared accounts can log in, and by key; nothing leaves by way of the camera network, and no
#   name server is asked.
package rules.net.net_07

import data.lib

control := "CCTV-NET-07"

subjects contains subject if some subject in lib.host_subjects

deny contains lib.setting_finding(id, _differences, [], found) if {
	some id, found in lib.settings(lib.site_hosts, _differences)
	count(found) > 0
}

deny contains lib.setting_finding(id, ["listeners", port], "a flow that is declared", actual) if {
	some id, listeners in lib.settings(lib.site_hosts, ["listeners"])
	some port, listener in listeners
	every service in listener.services {
		not service in _awaited(id)
	}
	actual := sprintf("%s: %s", [port, object.get(listener, "program", "unknown")])
}

deny contains lib.setting_finding(id, ["logins"], "root, or an account that is declared", login) if {
	some id, logins in lib.settings(lib.site_hosts, ["logins"])
	some login in logins
	login != "root"
	not login in _accounts
}

deny contains lib.setting_finding(id, ["ssh", setting], false, true) if {
	some id, ssh in lib.settings(lib.site_hosts, ["ssh"])
	some setting, true in ssh
}

deny contains lib.setting_finding(id, ["routes"], "no way out among cameras", route.interface) if {
	some id, routes in lib.settings(lib.site_hosts, ["routes"])
	some route in routes
	leg := input.declared.site.hosts[id].interfaces[route.interface]
	input.declared.network.zones[leg.zone].kind == "camera"
}

deny contains lib.setting_finding(id, ["resolvers"], [], resolvers) if {
	some id, resolvers in lib.settings(lib.site_hosts, ["resolvers"])
	count(resolvers) > 0
}

unknown contains answer if {
	some keys in [_differences, ["listeners"], ["logins"], ["ssh"], ["routes"], ["resolvers"]]
	some answer in lib.settings_unknown(lib.site_hosts, keys)
}

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
