# METADATA
# title: The video network is closed
# description: |
#   No zone of the site may connect to the internet or be reached from it. Of zones that carry footage not even a chain
#   of flows may lead there or come from there, since a relay cannot be ruled out.
package rules.net.net_01

import data.lib

control := "CCTV-NET-01"

subjects contains subject if some subject in lib.zone_subjects

deny contains lib.finding(subject, edge.path, "no way to the internet", concat(" -> ", chain)) if {
	some id, subject in lib.zone_subjects
	some internet in lib.internet_zones
	chain := _chain(id, id, internet)
	edge := _edge(chain[count(chain) - 2], internet)
}

deny contains lib.finding(subject, edge.path, "no way from the internet", concat(" -> ", chain)) if {
	some id, subject in lib.zone_subjects
	some internet in lib.internet_zones
	chain := _chain(id, internet, id)
	edge := _edge(internet, chain[1])
}

# The shortest chain of a zone that carries footage; of any other zone only one without a stop on the way.
_chain(id, from, to) := lib.chains(from, to)[0][1] if lib.closed_zones[id]

_chain(id, from, to) := [from, to] if not lib.closed_zones[id]

_edge(from, to) := lib.edges_between(from, to)[min(object.keys(lib.edges_between(from, to)))]
