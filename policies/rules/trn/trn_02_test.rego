package rules.trn.trn_02_test

import data.lib
import data.rules.trn.trn_02

_parameters := {"training_topics": ["masking", "ledger"]}

_declared(organization) := {"organization": organization, "sites": {}}

_finding(topic, actual) := lib.finding("organization", "/organization/training/topics", topic, actual)

test_every_topic_covered_passes if {
	declared := _declared({"training": {"topics": ["ledger", "masking", "incident"]}})
	count(trn_02.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_missing_topic_is_found if {
	declared := _declared({"training": {"topics": ["masking"]}})
	trn_02.deny == {_finding("ledger", ["masking"])} with input.declared as declared with data.parameters as _parameters
}

test_missing_topics_are_found if {
	every organization in [{}, {"training": {}}] {
		declared := _declared(organization)
		trn_02.deny == {_finding("masking", []), _finding("ledger", [])} with input.declared as declared
			with data.parameters as _parameters
	}
}

test_the_organization_is_looked_at_across_sites if {
	trn_02.control == "CCTV-TRN-02"
	trn_02.subjects == {"organization"} with input.declared as _declared({})
	site := {"organization": {}, "site": {"id": "s"}}
	count(trn_02.subjects | trn_02.deny) == 0 with input.declared as site with data.parameters as _parameters
}
