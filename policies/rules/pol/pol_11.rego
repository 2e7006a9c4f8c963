# METADATA
# title: All languages state the same
# description: |
#   The policy is there in every language in which it has to be written. Every other language states the same version,
#   the same effective date and the same facts as the first of them, which governs.
package rules.pol.pol_11

import data.lib

control := "CCTV-POL-11"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	some source, texts in lib.policy_texts
	some language in lib.parameters.policy_languages
	lib.absent(texts, language)
	finding := lib.text_finding(source, [language], "the policy in this language", null)
}

deny contains finding if {
	some source, original in _originals
	some language, text in lib.policy_texts[source]
	some key in ["version", "effective"]
	expected := lib.actual(original, key)
	actual := lib.actual(text, key)
	actual != expected
	finding := lib.text_finding(source, [language, key], expected, actual)
}

deny contains finding if {
	some source, original in _originals
	some language, text in lib.policy_texts[source]
	some id in (lib.fact_ids(original) | lib.fact_ids(text))
	expected := lib.fact(original, id)
	actual := lib.fact(text, id)
	actual != expected
	finding := lib.text_finding(source, [language, "facts", id], expected, actual)
}

# The text that governs. Where it is missing, there is nothing to compare the others with.
_originals[source] := original if {
	some source, texts in lib.policy_texts
	original := texts[lib.parameters.policy_languages[0]]
	original != {}
}
