# METADATA
# title: What the inventory says is what was published
# description: |
#   Every fact that the policy would state today stands on the homepage with the same value. What differs is a change
#   that no revision has announced, or one that is not yet in force.
package rules.rev.rev_08

import data.lib

control := "CCTV-REV-08"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	declared := lib.policy_texts.declared[_language]
	published := lib.policy_texts.published[_language]
	some id in (lib.fact_ids(declared) | lib.fact_ids(published))
	not id in lib.parameters.policy_version_facts
	expected := lib.fact(declared, id)
	actual := lib.fact(published, id)
	actual != expected
	finding := lib.text_finding("published", [_language, "facts", id], expected, actual)
}

unknown contains lib.unknown("policy", "published", path) if {
	input.declared.sites
	not lib.published_text[_language]
	path := sprintf("/text/%s", [_language])
}

_language := lib.parameters.policy_languages[0]
