# METADATA
# title: Training covers what matters
# description: The training material lists every topic that the parameter names.
package rules.trn.trn_02

import data.lib

control := "CCTV-TRN-02"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/training/topics", topic, _topics) if {
	input.declared.sites
	some topic in lib.parameters.training_topics
	not topic in _topics
}

_topics := object.get(input.declared.organization, ["training", "topics"], [])
