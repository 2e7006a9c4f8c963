# METADATA
# title: The policy states how footage is protected
# description: The section on protection names technical, managerial and physical measures, at least one of each.
package rules.pol.pol_07

import data.lib

control := "CCTV-POL-07"

subjects contains "policy" if input.declared.sites

deny contains finding if some finding in lib.sections_lacking("protection", lib.parameters.policy_measure_words)
