# METADATA
# title: Git holds no personal data
# description: |
#   Nothing that is declared, neither a text nor a key, looks like a resident number, a mobile phone or a mail address.
#   The finding says which pattern was met, and does not repeat the text.
package rules.log.log_08

import data.lib

control := "CCTV-LOG-08"

subjects contains lib.site_subject

deny contains lib.finding(subject, path, "no personal data", met) if {
	subject := lib.site_subject
	some pattern in lib.parameters.personal_data_patterns
	some document in ["organization", "policy", "site", "cameras", "attestations", "waivers"]
	_may_hold(document, pattern)
	walk(input.declared[document], [keys, value])
	some text in [value, keys[count(keys) - 1]]
	is_string(text)
	regex.match(pattern, text)
	path := concat("/", array.concat(["", document], [sprintf("%v", [key]) | some key in keys]))
	met := sprintf("a text that matches %s", [pattern])
}

# A document is walked only where a pattern is met in it as a whole, for walking is dear. Its JSON has marks of its own
# between texts and in place of line feeds; they are made ends of lines. Some marks in a text are written otherwise in
# JSON, so that a pattern that asks for one of them is not looked for in this way.
_may_hold(document, pattern) if regex.match(concat("", ["(?m)", pattern]), _lines[document])

_may_hold(_, pattern) if regex.match(`["<>&]|\\\\`, pattern)

_lines[document] := regex.replace(json.marshal(content), `\\(u[0-9a-f]{4}|[bfnrt])|"`, "\n") if {
	some document, content in input.declared
}
