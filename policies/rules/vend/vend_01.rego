# METADATA
# title: No covered equipment where US federal contracts are served
# description: |
#   At a site with the overlay `us-federal`, every camera and every host says who made it, and none was made by a
#   company of the parameter, by its maker or its model.
package rules.vend.vend_01

import data.lib

control := "CCTV-VEND-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "who made the device", null) if {
	_bound
	some pointer, device in _devices
	lib.absent(device, "maker")
	path := sprintf("%s/maker", [pointer])
}

deny contains lib.finding(lib.site_subject, path, expected, text) if {
	_bound
	some pointer, device in _devices
	some key in ["maker", "model"]
	text := device[key]
	_covered(text)
	path := sprintf("%s/%s", [pointer, key])
	expected := sprintf("none of %s", [concat(", ", lib.parameters.covered_makers)])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	not _bound
	subject := lib.site_subject
	reason := {"ko": "미국 연방정부 계약을 수행하는 사업장이 아니다", "en": "The site serves no US federal contract"}
}

_bound if "us-federal" in input.declared.site.overlays

_devices[pointer] := camera if {
	some id, camera in input.declared.cameras
	pointer := sprintf("/cameras/%s", [id])
}

_devices[pointer] := host if {
	some id, host in input.declared.site.hosts
	pointer := sprintf("/site/hosts/%s", [id])
}

_covered(text) if {
	some maker in lib.parameters.covered_makers
	contains(lower(text), maker)
}
