# METADATA
# title: The policy states numbers and ranges
# description: |
#   For every place in service the policy states how many devices there are in open and in staff-only places, as they
#   are counted from the inventory, and what those of open places film. Where it states sums, they add up.
package rules.pol.pol_02

import data.lib

control := "CCTV-POL-02"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_missing("devices", "number, place and range of the devices")

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	some id, devices in _devices
	stated := lib.fact(text, id)
	stated != devices
	finding := lib.text_finding(source, [language, "facts", id], devices, stated)
}

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	some id, total in _totals
	stated := lib.fact(text, id)
	not stated in {null, total}
	finding := lib.text_finding(source, [language, "facts", id], total, stated)
}

deny contains finding if some finding in lib.groups_missing(_ranges)

_devices[id] := devices if {
	some site, counted in lib.device_numbers
	some key, devices in counted
	id := sprintf("sites.%s.%s", [site, key])
}

_totals[id] := total if {
	some key in ["open_devices", "staff_devices"]
	id := sprintf("total.%s", [key])
	total := sum([counted[key] | some counted in lib.device_numbers])
}

_ranges[group] := "what the devices of open places film" if {
	some site, counted in lib.device_numbers
	counted.open_devices > 0
	group := sprintf("sites.%s.ranges", [site])
}
