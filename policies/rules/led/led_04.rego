# METADATA
# title: Provision and viewing are told apart
# description: |
#   Whoever sees footage of somebody else receives it, if only by looking at the screen; a person who sees footage of
#   themselves, or an agent, views it. The ledger says who it was. That nobody looked without an entry, a person
#   witnesses.
package rules.led.led_04

import data.lib

control := "CCTV-LED-04"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "relation", lib.parameters.ledger_viewing_relations) if {
	some id, entry in lib.ledger
	entry.kind == "view"
	not lib.one_of(entry, "relation", lib.parameters.ledger_viewing_relations)
}

deny contains lib.ledger_finding(id, entry, "relation", lib.parameters.ledger_provision_relations) if {
	some id, entry in lib.provisions
	not lib.one_of(entry, "relation", lib.parameters.ledger_provision_relations)
}

not_applicable contains lib.not_applicable(subject, reason) if {
	subject := lib.site_subject
	lib.ledger
	count(lib.provisions) == 0
	not _viewed
	reason := {
		"ko": "제3자에게 제공하거나 열람하게 한 영상정보가 없다",
		"en": "No footage was provided to anybody or viewed by anybody",
	}
}

unknown contains answer if some answer in lib.ledger_unread

_viewed if {
	some entry in lib.ledger
	entry.kind == "view"
}
