# METADATA
# title: A firewall denies by default
# description: |
#   Every site has a gateway, no flow is open to every address, and the gateway reports that its firewall drops what
#   is not allowed.
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

unknown contains lib.unknown(lib.site_subject, "observed", sprintf("/hosts/%s/firewall", [id])) if {
	some id in _gateways
	some chain in {"input", "forward"}
	not lib.fresh_hosts[id].firewall[chain]
}

_gateways contains id if {
	some id, host in input.declared.site.hosts
	host.role == "gateway"
}
