# METADATA
# title: Footage does not supervise attendance or performance
# description: |
#   No purpose of the policy is about attendance or performance of workers, by its id or by its words, unless a paper
#   justifies that use.
package rules.lab.lab_02

import data.lib

control := "CCTV-LAB-02"

subjects contains "policy" if input.declared.sites

deny contains lib.finding("policy", path, "a purpose other than supervising workers, or `labour_use`", purpose) if {
	input.declared.sites
	lib.absent(input.declared.policy, "labour_use")
	some id, purpose in input.declared.policy.purposes
	_supervises({id} | {text | some text in purpose})
	path := sprintf("/policy/purposes/%s", [id])
}

_supervises(texts) if {
	some text in texts
	some pattern in lib.parameters.labour_purposes
	regex.match(pattern, text)
}
