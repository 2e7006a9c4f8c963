# METADATA
# title: Destruction is confirmed
# description: Every destruction in the ledger names the paper on which the privacy officer or the manager confirms it.
package rules.des.des_05

import data.lib

control := "CCTV-DES-05"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "confirmed", "the number of the paper that confirms it") if {
	some id, entry in lib.destructions
	lib.absent(entry, "confirmed")
}

unknown contains answer if some answer in lib.ledger_unread
