# METADATA
# title: As a part of the privacy policy, the policy stays whole
# description: |
#   Where the policy is a part of the privacy policy, all its sections are there, and on the homepage that document has
#   its proper title and a link that stands out.
package rules.pol.pol_12

import data.lib

control := "CCTV-POL-12"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	_within
	some section in lib.parameters.policy_sections
	some finding in lib.sections_missing(section, "an item that the policy has to state")
}

deny contains lib.finding_published("policy", "/page/title", lib.parameters.privacy_policy_titles, title) if {
	_within
	title := lib.published_page.title
	not title in lib.parameters.privacy_policy_titles
}

deny contains lib.finding_published("policy", "/page/distinguished", true, false) if {
	_within
	lib.published_page.distinguished == false
}

unknown contains answer if {
	_within
	some answer in lib.page_unknown({"title", "distinguished"})
}

not_applicable contains lib.not_applicable("policy", reason) if {
	input.declared.sites
	not _within
	reason := {
		"ko": "개인정보 처리방침과 별도로 운영·관리 방침을 정하고 있다",
		"en": "The policy is a document of its own",
	}
}

_within if {
	input.declared.sites
	input.declared.policy.part_of == "privacy-policy"
}
