# METADATA
# title: Deletion that somebody asked for is on record
# description: Every request to delete that was granted names an entry of the ledger that records a destruction.
package rules.des.des_07

import data.lib

control := "CCTV-DES-07"

subjects contains lib.site_subject

deny contains lib.request_finding(id, request, "ledger", "an entry of the ledger about the destruction") if {
	lib.ledger
	some id, request in lib.requests_of_kind("delete")
	request.outcome in lib.parameters.deletion_outcomes
	not _recorded(request)
}

unknown contains answer if some answer in (lib.requests_unread | lib.ledger_unread)

_recorded(request) if lib.destructions[request.ledger]
