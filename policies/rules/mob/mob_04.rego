# METADATA
# title: Mobile devices have a policy of their own
# description: |
#   Where any site has a mobile device, the company names the policy for mobile devices, and that policy states all
#   items of the parameter.
package rules.mob.mob_04

import data.lib

control := "CCTV-MOB-04"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", "/policy/mobile_policy/document", "the number of the policy", null) if {
	_has_mobile
	lib.absent(_mobile_policy, "document")
}

deny contains lib.finding("policy", "/policy/mobile_policy/items", expected, stated) if {
	_has_mobile
	expected := lib.parameters.mobile_policy_items
	some item in expected
	not _states(item)
	stated := lib.actual(_mobile_policy, "items")
}

not_applicable contains lib.not_applicable("policy", reason) if {
	input.declared.sites
	not _has_mobile
	reason := {"ko": "이동형 영상정보처리기기를 운영하지 아니한다", "en": "No site has a mobile device"}
}

_has_mobile if {
	some site in input.declared.sites
	some camera in site.cameras
	camera.regime == "art25_2_mobile"
}

_states(item) if item in input.declared.policy.mobile_policy.items

_mobile_policy := object.get(input.declared, ["policy", "mobile_policy"], {})
