# The network as one edge list: zones, what may connect to what, and the chains that follow.
package lib

# METADATA
# description: The subject of every zone of the site, by its id.
zone_subjects[id] := subject("zone", id) if some id, _ in input.declared.site.zones

# METADATA
# scope: document
# description: Zones beyond which anybody may be, by kind or because their network holds every address.
internet_zones contains id if {
	some id, zone in input.declared.network.zones
	zone.kind == "internet"
}

internet_zones contains id if {
	some id, zone in input.declared.network.zones
	endswith(zone.cidr, "/0")
}

# METADATA
# description: The zones of the site that carry footage, and that are promised to be closed.
closed_zones[id] := zone if {
	some id, zone in input.declared.site.zones
	zone.kind in parameters.closed_zone_kinds
}

# METADATA
# description: |
#   Chains of edges from one node to another, shortest first. Every edge counts, since a host that answers one
#   connection may open another. Only nodes that lie on such a chain are walked.
chains(from, to) := sort([[count(path), path] |
	some path in graph.reachable_paths(_between(from, to), {from})
	path[count(path) - 1] == to
])

# METADATA
# description: The edges from one node to another, by their id.
edges_between(from, to) := {edge.id: edge |
	some edge in input.declared.network.edges
	edge.from == from
	edge.to == to
}

_between(from, to) := object.union({to: set()}, {node: neighbours |
	some node in _onward[from]
	node in _backward[to]
	node != to
	neighbours := {next | some next in _targets[node]; next in _backward[to]}
})

_onward[from] := graph.reachable(_targets, {from}) if some from in _nodes

_backward[to] := graph.reachable(_sources, {to}) if some to in _nodes

_nodes contains id if some id, _ in input.declared.network.zones

_nodes contains edge.from if some edge in input.declared.network.edges

_nodes contains edge.to if some edge in input.declared.network.edges

_targets[node] := {edge.to | some edge in input.declared.network.edges; edge.from == node} if some node in _nodes

_sources[node] := {edge.from | some edge in input.declared.network.edges; edge.to == node} if some node in _nodes
