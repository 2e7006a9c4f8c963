# METADATA
# title: The sign speaks the languages of those who pass
# description: |
#   A sign has the languages that every sign has, and one more where foreigners often visit. A site that does not say
#   whether they do counts as one where they do.
package rules.sign.sign_07

import data.lib

control := "CCTV-SIGN-07"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, expected, lib.actual(sign, "languages")) if {
	some id, sign in lib.bound_signs
	count(_required - _languages(sign)) > 0
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/languages", [id])
	expected := concat(", ", _required)
}

deny contains lib.finding(subject, path, expected, lib.actual(sign, "languages")) if {
	input.declared.site.foreign_visitors == true
	some id, sign in _without_another_language
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/languages", [id])
	expected := sprintf("%s, and a language of the foreigners who visit", [concat(", ", _required)])
}

deny contains lib.finding(subject, "/site/foreign_visitors", "whether foreigners often visit", null) if {
	lib.absent(input.declared.site, "foreign_visitors")
	some id, _ in _without_another_language
	subject := lib.sign_subjects[id]
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}

_required := {language | some language in lib.parameters.sign_languages}

_languages(sign) := {language | some language in sign.languages}

_without_another_language[id] := sign if {
	some id, sign in lib.bound_signs
	count(_required - _languages(sign)) == 0
	count(_languages(sign) - _required) == 0
}
