# METADATA
# title: The policy states hours, retention, storage and processing
# description: |
#   For every place in service the policy states the hours of recording, the retention as a number of days, and where
#   footage is stored. Its section on recording says how footage is processed. A text that merely says that retention
#   differs from place to place states none.
package rules.pol.pol_04

import data.lib

control := "CCTV-POL-04"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_lacking("recording", lib.parameters.policy_processing_words)

deny contains finding if some finding in lib.facts_missing(_storage)

# Hours that hold for all places are stated once.
deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	lib.fact(text, "policy.hours") == null
	some site, _ in lib.places
	id := sprintf("sites.%s.hours", [site])
	lib.fact(text, id) == null
	finding := lib.text_finding(source, [language, "facts", id], "the hours of recording", null)
}

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	some id in _periods(text)
	days := lib.fact(text, id)
	not is_number(days)
	finding := lib.text_finding(source, [language, "facts", id], "a number of days", _said(text, days))
}

_storage[id] := "where footage is stored" if {
	some site, _ in lib.places
	id := sprintf("sites.%s.storage", [site])
}

# Every place has one, and groups of devices may have their own.
_periods(text) := due | stated if {
	due := {id | some site, _ in lib.places; id := sprintf("sites.%s.retention", [site])}
	stated := {id | some id in lib.fact_ids(text); endswith(id, ".retention")}
}

_said(text, days) := "different from place to place" if {
	days == null
	some pattern in lib.parameters.policy_vague_retention
	regex.match(pattern, lib.section(text, "recording"))
} else := days
