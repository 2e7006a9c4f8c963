# METADATA
# title: No more is given than is needed
# description: |
#   Of every provision the ledger says that the operator looked first, whose cameras and how many minutes were asked for
#   and given, no more than asked, and that other people were masked, or why not. Whether less would have done, a person
#   witnesses.
package rules.prv.prv_03

import data.lib

control := "CCTV-PRV-03"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "reviewed", true) if {
	some id, entry in lib.provisions
	not entry.reviewed == true
}

deny contains lib.ledger_finding(id, entry, "cameras", "the cameras whose footage was given") if {
	some id, entry in lib.provisions
	lib.absent(entry, "cameras")
}

deny contains lib.ledger_finding(id, entry, "given_minutes", expected) if {
	some id, entry in lib.provisions
	not _within_request(entry)
	expected := sprintf("at most the minutes asked for, which are %v", [lib.actual(entry, "asked_minutes")])
}

deny contains lib.ledger_finding(id, entry, "masked", "true, or why nobody is masked") if {
	some id, entry in lib.provisions
	not entry.masked == true
	lib.absent(entry, "unmasked")
}

not_applicable contains answer if some answer in lib.nothing_provided

unknown contains answer if some answer in lib.ledger_unread

_within_request(entry) if entry.given_minutes <= entry.asked_minutes
