# METADATA
# title: Access logs are kept
# description: |
#   Access logs are kept for as long as is asked of a holder of this size, and still reach back that far. Where the
#   figures are missing, the longer time is asked.
package rules.log.log_02

import data.lib

control := "CCTV-LOG-02"

subjects contains subject if some subject in lib.host_subjects

deny contains finding if some finding in lib.log_findings("access_log", _days)

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.log_unknown("access_log")

_days := lib.parameters.access_log_min_days if {
	size := input.declared.organization.size
	size.data_subjects < lib.parameters.access_log_many_subjects
	size.sensitive_subjects == 0
} else := lib.parameters.access_log_long_min_days
