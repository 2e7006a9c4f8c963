# METADATA
# title: Prints are shredded or burnt
# description: |
#   The ledger says of every print that was destroyed that it was shredded or burnt. That no print is thrown away
#   otherwise, a person witnesses.
package rules.des.des_03

import data.lib

control := "CCTV-DES-03"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "method", lib.parameters.destruction_methods_print) if {
	some id, entry in lib.destructions
	entry.medium == "print"
	not lib.one_of(entry, "method", lib.parameters.destruction_methods_print)
}

unknown contains answer if some answer in lib.ledger_unread
