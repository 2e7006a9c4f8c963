package rules.mob.mob_04_test

import data.lib
import data.rules.mob.mob_04

_parameters := {"mobile_policy_items": ["safety", "manager"]}

_declared(policy, regime) := {"policy": policy, "sites": {"s": {"cameras": {"a": {}, "c": {"regime": regime}}}}}

_mobile(policy) := _declared(policy, "art25_2_mobile")

test_a_policy_with_all_items_passes if {
	declared := _mobile({"mobile_policy": {"document": "DOC-1", "items": ["manager", "safety", "other"]}})
	count(mob_04.deny | mob_04.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_policy_that_leaves_something_out_is_found if {
	declared := _mobile({"mobile_policy": {"document": "DOC-1", "items": ["manager"]}})
	finding := lib.finding("policy", "/policy/mobile_policy/items", ["safety", "manager"], ["manager"])
	mob_04.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_no_policy_at_all_is_found if {
	every declared in [_mobile({}), object.remove(_mobile({}), ["policy"])] {
		mob_04.deny == {
			lib.finding("policy", "/policy/mobile_policy/document", "the number of the policy", null),
			lib.finding("policy", "/policy/mobile_policy/items", ["safety", "manager"], null),
		} with input.declared as declared with data.parameters as _parameters
	}
}

test_without_mobile_devices_nothing_is_asked if {
	declared := _declared({}, "art25_open")
	{answer.subject | some answer in mob_04.not_applicable} == {"policy"} with input.declared as declared
	count(mob_04.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	declared := {"site": {"id": "s"}, "cameras": {"c": {"regime": "art25_2_mobile"}}}
	count(mob_04.subjects | (mob_04.deny | mob_04.not_applicable)) == 0 with input.declared as declared
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	mob_04.control == "CCTV-MOB-04"
	mob_04.subjects == {"policy"} with input.declared as _mobile({})
}
