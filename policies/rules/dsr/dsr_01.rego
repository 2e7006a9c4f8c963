# METADATA
# title: A request is easy to make
# description: |
#   The policy says in which ways a request is accepted, and one of them needs no visit. How to check footage and what
#   happens to a request stands in its text, and on the homepage.
package rules.dsr.dsr_01

import data.lib

control := "CCTV-DSR-01"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", "/policy/viewing/channels", expected, channels) if {
	input.declared.sites
	not _easy
	channels := object.get(input.declared, ["policy", "viewing", "channels"], null)
	expected := sprintf("one of %s", [concat(", ", lib.parameters.dsr_easy_channels)])
}

deny contains finding if {
	some section in lib.parameters.dsr_procedure_sections
	some finding in lib.sections_missing(section, "how a request is made and what follows")
}

unknown contains lib.unknown("policy", "published", "/text/ko") if {
	input.declared.sites
	not lib.published_text.ko
}

_easy if {
	some channel in input.declared.policy.viewing.channels
	channel in lib.parameters.dsr_easy_channels
}
