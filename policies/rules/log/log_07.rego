# METADATA
# title: Every export has its reason in the ledger
# description: For every file that left a host there is an entry in the ledger, and it holds the purpose.
package rules.log.log_07

import data.lib

control := "CCTV-LOG-07"

subjects contains subject if some subject in lib.host_subjects

deny contains finding if {
	some finding in lib.register_findings("exports", "ledger", "ledger", lib.parameters.export_reason_fields)
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.register_unknown("exports", "ledger")
