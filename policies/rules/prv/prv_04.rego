# METADATA
# title: The recipient is asked to take care
# description: |
#   Of every provision the ledger names the letter that asks the recipient to limit purpose and method and to keep the
#   footage safe. What came of it, a person witnesses.
package rules.prv.prv_04

import data.lib

control := "CCTV-PRV-04"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "safeguards", "the number of the letter that asks for them") if {
	some id, entry in lib.provisions
	lib.absent(entry, "safeguards")
}

not_applicable contains answer if some answer in lib.nothing_provided

unknown contains answer if some answer in lib.ledger_unread
