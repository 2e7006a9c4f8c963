# METADATA
# title: Texts use the current terms
# description: Neither what the policy and the organization declare nor the published text uses a term of the old law.
package rules.gov.gov_08

import data.lib

control := "CCTV-GOV-08"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", path, lib.parameters.current_terms, text) if {
	some path, text in _declared
	_stale(text)
}

deny contains lib.text_finding(source, keys, lib.parameters.current_terms, "a term of the old law") if {
	some source, texts in lib.policy_texts
	some language, text in texts
	some section, said in object.get(text, "sections", {})
	_stale(said)
	keys := [language, "sections", section]
}

unknown contains lib.unknown("policy", "published", "/text") if {
	input.declared.sites
	not _published
}

_published if count(lib.published_text) > 0

_declared[path] := text if {
	input.declared.sites
	some document in ["organization", "policy"]
	walk(input.declared[document], [keys, text])
	is_string(text)
	path := concat("/", array.concat(["", document], [sprintf("%v", [key]) | some key in keys]))
}

_stale(text) if {
	some pattern in lib.parameters.stale_terms
	regex.match(pattern, text)
}
