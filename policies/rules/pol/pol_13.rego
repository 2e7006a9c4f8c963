# METADATA
# title: The policy lists the places that there are
# description: Every place in service stands in every text of the policy, and no other does.
package rules.pol.pol_13

import data.lib

control := "CCTV-POL-13"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.groups_missing(_due)

deny contains finding if {
	some source, languages in lib.stated_groups
	some language, stated in languages
	some group in (stated - _names)
	regex.match(`^sites[.][^.]+$`, group)
	finding := lib.text_finding(source, [language, "facts", group], "a place in service", "listed")
}

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	places := count(lib.places)
	stated := lib.fact(text, "total.places")
	not stated in {null, places}
	finding := lib.text_finding(source, [language, "facts", "total.places"], places, stated)
}

_due[group] := "the place" if some group in _names

_names contains name if {
	some site, _ in lib.places
	name := sprintf("sites.%s", [site])
}
