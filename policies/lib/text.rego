# Texts: what the policy says, as its page would be built today and as the homepage shows it.
package lib

# METADATA
# description: The policy on the homepage by language. Undefined where it was not read, or not lately.
published_text := input.published.text if {
	input.declared.sites
	read_lately(input.published.fetched)
}

# METADATA
# scope: document
# description: |
#   The texts to judge, by source and language. A language in which the policy has to be written is always among those
#   that are declared, if only as an empty text; on the homepage, what is there is judged.
policy_texts[source] := texts if {
	input.declared.sites
	source := "declared"
	due := {language: {} | some language in data.parameters.policy_languages}
	texts := object.union(due, object.get(input.declared, "text", {}))
}

policy_texts[source] := texts if some source, texts in {"published": published_text}

# METADATA
# description: The plain text of a section, or an empty one.
section(text, id) := object.get(text, ["sections", id], "")

# METADATA
# description: A finding about a text, by the keys that lead to the place in it.
text_finding(source, keys, expected, actual) := object.union(
	finding("policy", concat("/", array.concat(["", "text"], keys)), expected, actual),
	{"source": source},
)

# METADATA
# description: A finding for every text in which a section is missing or blank. `expected` says what it is about.
sections_missing(id, expected) := {answer |
	some source, texts in policy_texts
	some language, text in texts
	trim_space(section(text, id)) == ""
	answer := text_finding(source, [language, "sections", id], expected, null)
}
