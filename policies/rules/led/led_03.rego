# METADATA
# title: What was provided comes to an end
# description: |
#   Every copy that was provided has a day on which it is due to be destroyed, and soon after that day the ledger says
#   that it was destroyed or came back. What was only shown leaves nothing to destroy.
package rules.led.led_03

import data.lib

control := "CCTV-LED-03"

subjects contains lib.site_subject

deny contains lib.ledger_finding(id, entry, "destroy_due", "the day by which the copy is destroyed") if {
	some id, entry in _copies
	lib.absent(entry, "destroy_due")
}

deny contains lib.ledger_finding(id, entry, "result", expected) if {
	some id, entry in _copies
	lib.age(entry.destroy_due) > lib.parameters.provision_result_max_days
	not lib.one_of(entry, "result", lib.parameters.provision_results)
	expected := sprintf(
		"%s within %d days after %s",
		[concat(" or ", lib.parameters.provision_results), lib.parameters.provision_result_max_days, entry.destroy_due],
	)
}

not_applicable contains answer if some answer in lib.nothing_provided

unknown contains answer if some answer in lib.ledger_unread

_copies[id] := entry if {
	some id, entry in lib.provisions
	not entry.form == "shown"
}
