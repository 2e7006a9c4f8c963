# METADATA
# title: The policy shows its version and its date
# description: Every text of the policy shows its number and the day from which it is in force.
package rules.pol.pol_14

import data.lib

control := "CCTV-POL-14"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	lib.absent(text, "version")
	finding := lib.text_finding(source, [language, "version"], "the number of the version", null)
}

deny contains finding if {
	some source, texts in lib.policy_texts
	some language, text in texts
	not _dated(text)
	effective := lib.actual(text, "effective")
	finding := lib.text_finding(source, [language, "effective"], "a date", effective)
}

_dated(text) if {
	is_string(text.effective)
	regex.match(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, text.effective)
}
