# METADATA
# title: Use and provision are on record
# description: |
#   Every use for another purpose and every provision to a third party has all its columns of the ledger filled in.
package rules.led.led_01

import data.lib

control := "CCTV-LED-01"

subjects contains lib.site_subject

deny contains finding if {
	some finding in lib.ledger_columns_missing(lib.disclosures, lib.parameters.ledger_disclosure_columns)
}

unknown contains answer if some answer in lib.ledger_unread
