# METADATA
# title: Verdicts name the law they apply
# description: Today's date and the version of every text of law that is in force on it are known.
package rules.gov.gov_01

import data.lib

control := "CCTV-GOV-01"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/jurisdiction", expected, actual) if {
	input.declared.sites
	expected := array.concat(["today"], lib.parameters.law_texts)
	actual := [name | some name in expected; _known(name)]
	actual != expected
}

_known("today") if lib.present(input, "today")

_known(text) if lib.present(lib.law, text)
