# METADATA
# title: The video network is closed, and only known devices are in it
# description: |
#   No zone of the site may connect to the internet or be reached from it. Of zones that carry footage not even a chain
#   of flows may lead there or come from there, since a relay cannot be ruled out. Every MAC address that a host sees in
#   such a zone is one that the inventory places there: a camera's, or a leg's of a host.
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

deny contains lib.finding_observed(subject, path, expected, mac) if {
	some sight in _sights
	mac := sight.neighbour.mac
	not mac in _declared[sight.zone]
	expected := _expected(mac)
	subject := lib.zone_subjects[sight.zone]
	path := sprintf("/hosts/%s/neighbours/%d", [sight.host, sight.number])
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	some id, _ in lib.closed_zones
	not id in _watched
	subject := lib.zone_subjects[id]
}

# The shortest chain of a zone that carries footage; of any other zone only one without a stop on the way.
_chain(id, from, to) := lib.chains(from, to)[0][1] if lib.closed_zones[id]

_chain(id, from, to) := [from, to] if not lib.closed_zones[id]

_edge(from, to) := lib.edges_between(from, to)[min(object.keys(lib.edges_between(from, to)))]

# Neighbours in a closed zone, as a host with a leg there sees them.
_sights contains {"host": host, "number": number, "zone": zone, "neighbour": neighbour} if {
	some host, neighbours in lib.settings(lib.site_hosts, ["neighbours"])
	some number, neighbour in neighbours
	zone := input.declared.site.hosts[host].interfaces[neighbour.interface].zone
	lib.closed_zones[zone]
}

_watched contains leg.zone if {
	some host, _ in lib.settings(lib.site_hosts, ["neighbours"])
	some leg in input.declared.site.hosts[host].interfaces
}

_declared[zone] := {device.mac | some device in _devices; device.zone == zone} if some zone, _ in lib.zone_subjects

_devices contains {"mac": mac, "zone": leg.zone} if {
	some host in input.declared.site.hosts
	some leg in host.interfaces
	mac := leg.mac
}

_devices contains {"mac": mac, "zone": zone} if {
	some camera in input.declared.cameras
	mac := camera.mac
	zone := camera.zone
}

# A camera that names no zone stands in the only one for cameras.
_devices contains {"mac": mac, "zone": zone} if {
	some camera in input.declared.cameras
	lib.absent(camera, "zone")
	mac := camera.mac
	some zone, entry in input.declared.site.zones
	entry.kind == "camera"
}

_expected(mac) := sprintf("in %s, as declared", [concat(" or ", zones)]) if {
	zones := {device.zone | some device in _devices; device.mac == mac}
	count(zones) > 0
} else := "a device that is declared"
