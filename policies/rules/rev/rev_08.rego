# METADATA
# title: What the inventory says is what was published
# description: |
#   Every fact that the inventory would state is stated by the version in force, or by a revision that is announced or
#   prepared with a day of posting to come; and the homepage states what is in force. Without a published version the
#   inventory is compared with the homepage.
package rules.rev.rev_08

import data.lib

control := "CCTV-REV-08"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	held := object.get(_in_force, _language, lib.policy_texts.declared[_language])
	published := lib.policy_texts.published[_language]
	some id in _differing(held, published)
	finding := lib.text_finding("published", [_language, "facts", id], lib.fact(held, id), lib.fact(published, id))
}

deny contains finding if {
	declared := lib.policy_texts.declared[_language]
	held := _in_force[_language]
	some id in _differing(declared, held)
	expected := lib.fact(declared, id)
	not _announced(id, expected)
	path := sprintf("/history/in_force/text/%s/facts/%s", [_language, id])
	finding := lib.finding("policy", path, expected, lib.fact(held, id))
}

unknown contains lib.unknown("policy", "published", path) if {
	input.declared.sites
	not _in_force[_language]
	not lib.published_text[_language]
	path := sprintf("/text/%s", [_language])
}

_in_force := object.get(input.declared, ["history", "in_force", "text"], {})

_differing(one, other) := {id |
	some id in (lib.fact_ids(one) | lib.fact_ids(other))
	not id in lib.parameters.policy_version_facts
	lib.fact(one, id) != lib.fact(other, id)
}

_announced(id, value) if {
	some version in input.declared.history.coming
	lib.fact(version.text[_language], id) == value
}

# A revision in preparation is made of the inventory as it is, and so covers whatever differs; its days are REV-01's.
_announced(_, _) if {
	input.declared.revision.posted >= input.today
	input.declared.revision.effective > input.declared.revision.posted
}

_language := lib.parameters.policy_languages[0]
