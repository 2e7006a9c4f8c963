# METADATA
# title: Records of rights are kept
# description: |
#   Hosts that footage is seen on keep the record of rights granted, changed and withdrawn for as long as is asked, and
#   it still reaches back that far.
package rules.acc.acc_03

import data.lib

control := "CCTV-ACC-03"

subjects contains subject if some subject in lib.host_subjects

deny contains finding if some finding in lib.log_findings("rights_log", lib.parameters.rights_log_min_days)

not_applicable contains answer if some answer in lib.not_footage_hosts

unknown contains answer if some answer in lib.log_unknown("rights_log")
