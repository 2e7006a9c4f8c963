# METADATA
# title: The ledger is kept for a defined time
# description: The organization says for how long entries of the ledger are kept, and that is long enough.
package rules.led.led_05

import data.lib

control := "CCTV-LED-05"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/ledger_retention", expected, actual) if {
	input.declared.sites
	not _long_enough(input.declared.organization)
	expected := sprintf("at least %dd", [lib.parameters.ledger_min_days])
	actual := lib.actual(input.declared.organization, "ledger_retention")
}

_long_enough(organization) if lib.days(organization.ledger_retention) >= lib.parameters.ledger_min_days
