# METADATA
# title: Every viewing is recorded
# description: |
#   For every session in which recorded footage was watched there is a record, and it holds who watched, when and why.
package rules.log.log_05

import data.lib

control := "CCTV-LOG-05"

subjects contains subject if some subject in lib.host_subjects

deny contains finding if {
	some finding in lib.register_findings("viewings", "record", "viewing_records", lib.parameters.viewing_record_fields)
}

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.register_unknown("viewings", "viewing_records")
