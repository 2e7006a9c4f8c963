# METADATA
# title: Without a homepage, the policy is published in another way
# description: |
#   Where the policy is not on a homepage, there is none, and the policy names a way that the Decree knows instead. A
#   periodical appears often enough.
package rules.pol.pol_10

import data.lib

control := "CCTV-POL-10"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", "/policy/publication", expected, publication) if {
	lib.published_elsewhere
	not lib.one_of(input.declared.policy, "publication", lib.parameters.policy_fallbacks)
	publication := lib.actual(input.declared.policy, "publication")
	expected := sprintf("homepage, or one of %s", [concat(", ", lib.parameters.policy_fallbacks)])
}

deny contains lib.finding("policy", "/policy/publication", "homepage, since there is one", publication) if {
	lib.published_elsewhere
	lib.present(input.declared.organization, "homepage")
	publication := input.declared.policy.publication
	publication in lib.parameters.policy_fallbacks
}

deny contains lib.finding("policy", "/policy/periodical_issues", expected, issues) if {
	lib.published_elsewhere
	input.declared.policy.publication == "periodical"
	not _often_enough
	issues := lib.actual(input.declared.policy, "periodical_issues")
	expected := sprintf("at least %d a year", [lib.parameters.policy_periodical_issues])
}

not_applicable contains lib.not_applicable("policy", reason) if {
	input.declared.sites
	not lib.published_elsewhere
	reason := {
		"ko": "인터넷 홈페이지에 공개하므로 CCTV-POL-09에서 판단한다",
		"en": "Published on the homepage: CCTV-POL-09 judges it",
	}
}

_often_enough if input.declared.policy.periodical_issues >= lib.parameters.policy_periodical_issues
