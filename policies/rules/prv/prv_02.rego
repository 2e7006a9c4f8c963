# METADATA
# title: Authorities ask on paper
# description: |
#   What goes to an authority has the number of its letter, warrant or order, and the article that it relies on, unless
#   the ground needs none. A recipient of whom nothing is said counts as an authority.
package rules.prv.prv_02

import data.lib

control := "CCTV-PRV-02"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "document", "the number of the letter, warrant or order") if {
	some id, entry in _to_authorities
	lib.absent(entry, "document")
}

deny contains lib.ledger_finding(id, entry, "provision", "the law and the article relied on") if {
	some id, entry in _to_authorities
	not lib.one_of(entry, "basis", lib.parameters.grounds_without_article)
	lib.absent(entry, "provision")
}

not_applicable contains lib.not_applicable(subject, reason) if {
	subject := lib.site_subject
	lib.ledger
	count(_to_authorities) == 0
	reason := {"ko": "수사기관 등에 제공한 영상정보가 없다", "en": "No footage went to an authority"}
}

unknown contains answer if some answer in lib.ledger_unread

_to_authorities[id] := entry if {
	some id, entry in lib.provisions
	not lib.one_of(entry, "recipient", lib.parameters.private_recipients)
}
