# METADATA
# title: A policy on paper shows its history
# description: |
#   Where the policy is not on a homepage, a paper lists its changes and old versions are kept for whoever asks. What
#   the paper says, a person witnesses.
package rules.rev.rev_11

import data.lib

control := "CCTV-REV-11"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", "/policy/history", "the number of the list of changes", null) if {
	lib.published_elsewhere
	lib.absent(input.declared.policy, "history")
}

not_applicable contains lib.not_applicable("policy", reason) if {
	input.declared.sites
	not lib.published_elsewhere
	reason := {
		"ko": "인터넷 홈페이지에 공개하므로 CCTV-REV-05에서 판단한다",
		"en": "Published on the homepage: CCTV-REV-05 judges it",
	}
}
