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
	some path, texts in _texts
	some text in texts
	some pattern in data.parameters.personal_data_patterns
	regex.match(pattern, text)
	met := sprintf("a text that matches %s", [pattern])
}

# Every text by the pointer to it: the value of a leaf, and the last of the keys that lead to a node.
_texts[path] contains text if {
	some document in ["organization", "policy", "site", "cameras", "attestations", "waivers"]
	walk(input.declared[document], [keys, value])
	path := concat("/", array.concat(["", document], [sprintf("%v", [key]) | some key in keys]))
	some text in [value, keys[count(keys) - 1]]
	is_string(text)
}
