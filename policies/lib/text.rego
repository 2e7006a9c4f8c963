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
# description: How the page on the homepage answered, which is nothing where it was not read, or not lately.
default published_page := {}

published_page := input.published.page if read_lately(input.published.fetched)

# METADATA
# scope: document
# description: What the homepage's files were found to be, by path. Nothing where they were not read, or not lately.
default published_files := {}

published_files := input.published.files if read_lately(input.published.fetched)

# METADATA
# description: The answers that nobody knows how the page answered, at all or under some of these keys.
page_unknown(keys) := {unknown("policy", "published", "/page")} if {
	published_page == {}
} else := {answer |
	some key in keys
	absent(published_page, key)
	answer := unknown("policy", "published", sprintf("/page/%s", [key]))
}

# METADATA
# description: |
#   Whether the policy is published in another way than on a homepage. One that does not say how counts as such, so that
#   it is asked for what a homepage would show by itself.
published_elsewhere if {
	input.declared.sites
	not input.declared.policy.publication == "homepage"
}

# METADATA
# scope: document
# description: |
#   The texts to judge, by source and language. A language in which the policy has to be written is always among those
#   that are declared, if only as an empty text; on the homepage, what is there is judged.
policy_texts[source] := texts if {
	input.declared.sites
	source := "declared"
	due := {language: {} | some language in parameters.policy_languages}
	texts := object.union(due, object.get(input.declared, "text", {}))
}

policy_texts[source] := texts if some source, texts in {"published": published_text}

# METADATA
# description: The plain text of a section, or an empty one.
section(text, id) := object.get(text, ["sections", id], "")

# METADATA
# description: The value of a fact, or null where it is not stated.
fact(text, id) := object.get(text, ["facts", id], null)

# METADATA
# description: The ids of all facts that a text holds, stated or not.
fact_ids(text) := {id | some id, _ in object.get(text, "facts", {})}

# METADATA
# description: |
#   The beginnings of all facts that are stated, by source and language: whoever states `sites.hub.people.lead.title`
#   states something under `sites.hub.people`.
stated_groups[source] := groups if {
	some source, texts in policy_texts
	groups := {language: stated |
		some language, text in texts
		stated := {group |
			some id in fact_ids(text)
			present(text.facts, id)
			some group in _beginnings(id)
		}
	}
}

# METADATA
# description: Whether a section says something by one of the words that stand between bars, in any of the languages.
says(words, said) if regex.match(sprintf("(?i)(^|[^0-9])(%s)([^0-9]|$)", [words]), said)

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

# METADATA
# description: |
#   A finding for every text of which a section does not say all that is asked, each by one of the words that stand
#   between bars.
sections_lacking(id, asked) := {answer |
	some source, texts in policy_texts
	some language, text in texts
	found := [words | some words in asked; says(words, section(text, id))]
	count(found) < count(asked)
	answer := text_finding(source, [language, "sections", id], asked, found)
}

# METADATA
# description: A finding for every text that does not state a fact. `wanted` holds by id what the fact says.
facts_missing(wanted) := {answer |
	some source, texts in policy_texts
	some language, text in texts
	some id, expected in wanted
	absent(object.get(text, "facts", {}), id)
	answer := text_finding(source, [language, "facts", id], expected, null)
}

# METADATA
# description: A finding for every text that states no fact under a beginning. `wanted` holds by beginning what it says.
groups_missing(wanted) := {answer |
	some source, languages in stated_groups
	some language, stated in languages
	some group, expected in wanted
	not group in stated
	answer := text_finding(source, [language, "facts", group], expected, null)
}

# METADATA
# description: The places that the policy speaks of, which are those in service, by site.
places[id] := place if {
	some id, place in input.declared.sites
	not place.site.service == "planned"
}

# METADATA
# description: The numbers of devices at every place, of those in service, by the fact that states each.
device_numbers[id] := {"open_devices": count(open), "staff_devices": count(filming - open)} if {
	some id, place in places
	filming := {camera | some camera, entry in place.cameras; not entry.service == "planned"}
	open := {camera | some camera in filming; is_open(place.cameras[camera])}
}

_beginnings(id) := {beginning |
	parts := split(id, ".")
	some length, _ in parts
	length > 0
	beginning := concat(".", array.slice(parts, 0, length))
}
