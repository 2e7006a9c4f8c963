# METADATA
# title: Use and provision have a ground
# description: |
#   Every use for another purpose and every provision rests on an item of Article 18(2) that is open to private
#   operators.
package rules.prv.prv_01

import data.lib

control := "CCTV-PRV-01"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "basis", lib.parameters.provision_grounds) if {
	some id, entry in lib.disclosures
	not lib.one_of(entry, "basis", lib.parameters.provision_grounds)
}

unknown contains answer if some answer in lib.ledger_unread
