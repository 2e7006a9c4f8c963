# METADATA
# title: Cameras open no connection into other networks
# description: A camera network may reach its recorders and the gateway, and nothing else.
package rules.net.net_04

import data.lib

control := "CCTV-NET-04"

subjects contains subject if some subject in lib.zone_subjects

not_applicable contains lib.not_applicable(subject, _no_cameras) if {
	some id, zone in input.declared.site.zones
	zone.kind != "camera"
	subject := lib.zone_subjects[id]
}

deny contains lib.finding(subject, edge.path, expected, actual) if {
	some edge in input.declared.network.edges
	input.declared.site.zones[edge.from].kind == "camera"
	kind := input.declared.network.zones[edge.to].kind
	not kind in lib.parameters.camera_target_kinds
	subject := lib.zone_subjects[edge.from]
	expected := sprintf("to zones of kind %s only", [concat(", ", lib.parameters.camera_target_kinds)])
	actual := sprintf("%s -> %s (%s), a zone of kind %s", [edge.from, edge.to, edge.service, kind])
}

_no_cameras := {"ko": "카메라망이 아니다", "en": "Not a camera network"}
