# METADATA
# title: A revision gives its reason
# description: The notice of every revision says why the policy was changed.
package rules.rev.rev_02

import data.lib

control := "CCTV-REV-02"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "reason", "why the policy was changed", null) if {
	some index, version in lib.revisions
	lib.absent(version, "reason")
}

unknown contains answer if some answer in lib.versions_unread

not_applicable contains answer if some answer in lib.never_revised
