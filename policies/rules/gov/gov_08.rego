# METADATA
# title: Texts use the current terms
# description: Neither what the policy and the organization declare nor the published text uses a term of the old law.
package rules.gov.gov_08

import data.lib

control := "CCTV-GOV-08"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", path, data.parameters.current_terms, text) if {
	some path, text in _declared
	_stale(text)
}

deny contains lib.finding_published("policy", path, data.parameters.current_terms, "a term of the old law") if {
	input.declared.sites
	some language, text in input.published.policy.text
	_stale(text)
	path := sprintf("/policy/text/%s", [language])
}

unknown contains lib.unknown("policy", "published", "/policy/text") if {
	input.declared.sites
	lib.absent(object.get(input, ["published", "policy"], {}), "text")
}

_declared[path] := text if {
	input.declared.sites
	some document in ["organization", "policy"]
	walk(input.declared[document], [keys, text])
	is_string(text)
	path := concat("/", array.concat(["", document], [sprintf("%v", [key]) | some key in keys]))
}

_stale(text) if {
	some pattern in data.parameters.stale_terms
	regex.match(pattern, text)
}
