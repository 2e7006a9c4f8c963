# METADATA
# title: Wireless links are encrypted
# description: A zone with a wireless link names a protection that the parameter lists.
package rules.net.net_06

import data.lib

control := "CCTV-NET-06"

subjects contains subject if some subject in lib.zone_subjects

not_applicable contains lib.not_applicable(subject, _cable) if {
	some id, zone in input.declared.site.zones
	not zone.wireless
	subject := lib.zone_subjects[id]
}

deny contains lib.finding(subject, path, concat(" or ", lib.parameters.wireless_protections), value) if {
	some id, zone in input.declared.site.zones
	value := zone.wireless
	not value in lib.parameters.wireless_protections
	subject := lib.zone_subjects[id]
	path := sprintf("/site/zones/%s/wireless", [id])
}

_cable := {"ko": "무선 구간이 없다", "en": "No wireless link"}
